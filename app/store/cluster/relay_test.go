package cluster_test

import (
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// relay hands on what goes to an address and back, and takes delay for each way. It counts the bytes that come back.
type relay struct {
	addr  string
	delay time.Duration
	back  atomic.Int64
}

// newRelay begins a relay to an address.
func newRelay(t testing.TB, to string, delay time.Duration) *relay {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	r := &relay{addr: ln.Addr().String(), delay: delay}
	go func() {
		for {
			near, err := ln.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to)
			if err != nil {
				near.Close()
				continue
			}
			go r.pump(far, near, nil)
			go r.pump(near, far, &r.back)
		}
	}()
	return r
}

// late is what arrives, and when.
type late struct {
	at   time.Time
	data []byte
}

// pump hands on what one side says to the other, until one of them ends.
func (r *relay) pump(to, from net.Conn, count *atomic.Int64) {
	defer to.Close()
	defer from.Close()
	way := make(chan late, 1024)
	go func() {
		defer close(way)
		for {
			data := make([]byte, 16<<10)
			n, err := from.Read(data)
			if err != nil {
				return
			}
			way <- late{time.Now().Add(r.delay), data[:n]}
		}
	}()
	for l := range way {
		time.Sleep(time.Until(l.at))
		if count != nil {
			count.Add(int64(len(l.data)))
		}
		if _, err := to.Write(l.data); err != nil {
			break
		}
	}
	from.Close()
	for range way { // so that its other end ends
	}
}
