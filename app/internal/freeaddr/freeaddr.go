// Package freeaddr finds addresses of this machine for tests whose servers end and come back: they are outside of the range from which the system takes ports for
// connections, so that nobody has taken one meanwhile.
package freeaddr

import (
	"fmt"
	"math/rand/v2"
	"net"
	"testing"
)

// List returns addresses of this machine, 127.0.0.1:PORT, that nobody listens to.
func List(t testing.TB, n int) (list []string) {
	t.Helper()
	for tries := 0; len(list) < n; tries++ {
		ln, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 10000+rand.IntN(20000)))
		if err == nil {
			defer ln.Close()
			list = append(list, ln.Addr().String())
		} else if tries > 1000 {
			t.Fatal(err)
		}
	}
	return list
}
