//go:build linux

package nemesis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// network is where machines reach each other: a network namespace for each machine, and a bridge between them, to which this process is plugged too.
type network struct {
	t      testing.TB
	prefix string // of the names of everything, which nobody else has
	subnet string // its first three numbers
	n      int
}

// hasNamespaces reports whether this process may make network namespaces.
func hasNamespaces() bool {
	name := fmt.Sprint("nemesis", os.Getpid())
	if exec.Command("ip", "netns", "add", name).Run() != nil {
		return false
	}
	return exec.Command("ip", "netns", "del", name).Run() == nil
}

// newNetwork plugs n machines together.
func newNetwork(t testing.TB, n int) *network {
	w := &network{t: t, prefix: fmt.Sprintf("n%d", os.Getpid()%100000), subnet: fmt.Sprintf("10.%d.%d", 100+rand.IntN(100), rand.IntN(256)), n: n}
	bridge := w.prefix + "br"
	t.Cleanup(func() {
		for i := range n {
			_ = exec.Command("ip", "netns", "del", w.space(i)).Run()
		}
		_ = exec.Command("ip", "link", "del", bridge).Run()
	})
	w.ip("link add " + bridge + " type bridge")
	w.ip("addr add " + w.host(200) + "/24 dev " + bridge)
	w.ip("link set " + bridge + " up")
	for i := range n {
		space, cable := w.space(i), fmt.Sprint(w.prefix, "v", i)
		w.ip("netns add " + space)
		w.ip(fmt.Sprintf("link add %s type veth peer name eth0 netns %s", cable, space))
		w.ip("link set " + cable + " master " + bridge + " up")
		w.ip("-n " + space + " link set lo up")
		w.ip(fmt.Sprintf("-n %s addr add %s/24 dev eth0", space, w.host(i)))
		w.ip("-n " + space + " link set eth0 up")
	}
	return w
}

func (w *network) space(i int) string { return fmt.Sprint(w.prefix, "m", i) }

// host returns the address of a machine.
func (w *network) host(i int) string { return fmt.Sprint(w.subnet, ".", i+1) }

func (w *network) ip(arguments string) {
	if out, err := exec.Command("ip", strings.Fields(arguments)...).CombinedOutput(); err != nil {
		w.t.Errorf("ip %s: %v: %s", arguments, err, out)
	}
}

// cut has nothing that one machine sends reach another: it goes to a card that nobody has, so that neither side is told.
func (w *network) cut(from, to int) {
	w.ip(fmt.Sprintf("-n %s neigh replace %s lladdr 02:00:00:00:00:fe nud permanent dev eth0", w.space(from), w.host(to)))
}

// mend ends cut.
func (w *network) mend(from, to int) {
	w.ip(fmt.Sprintf("-n %s neigh del %s dev eth0", w.space(from), w.host(to)))
}

// slow has a machine send so many kilobits a second; what it sends beyond is lost where the queue of so many bytes is full.
func (w *network) slow(i, kilobits, queue int) {
	w.tc(i, fmt.Sprintf("qdisc replace dev eth0 root tbf rate %dkbit burst 4kb limit %d", kilobits, queue))
}

// unslow ends slow.
func (w *network) unslow(i int) { w.tc(i, "qdisc del dev eth0 root") }

func (w *network) tc(i int, arguments string) {
	if out, err := exec.Command("tc", append([]string{"-n", w.space(i)}, strings.Fields(arguments)...)...).CombinedOutput(); err != nil {
		w.t.Errorf("tc %s: %v: %s", arguments, err, out)
	}
}

// dial connects to an address as a program on a machine does. A socket stays in the namespace in which it was made.
func (w *network) dial(ctx context.Context, i int, addr string) (conn net.Conn, err error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	own, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return nil, err
	}
	defer own.Close()
	there, err := os.Open("/run/netns/" + w.space(i))
	if err != nil {
		return nil, err
	}
	defer there.Close()
	if err := unix.Setns(int(there.Fd()), unix.CLONE_NEWNET); err != nil {
		return nil, err
	}
	defer func() {
		if err := unix.Setns(int(own.Fd()), unix.CLONE_NEWNET); err != nil {
			panic(err) // the thread would dial elsewhere from now on
		}
	}()
	return (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "tcp", addr)
}
