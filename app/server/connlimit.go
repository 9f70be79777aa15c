package server

import (
	"errors"
	"net"
	"sync"
	"syscall"
	"time"

	"github.com/valyala/fasthttp"
)

// gate is a listener that lets in a bounded number of connections at once; further ones wait in the kernel. It also
// waits where the process is out of file descriptors, which fasthttp takes for the end.
type gate struct {
	net.Listener
	first  time.Duration // that a connection has for its first request
	places chan struct{}
	closed chan struct{}
	once   sync.Once
}

func newGate(ln net.Listener, places int, first time.Duration) *gate {
	return &gate{Listener: ln, first: first, places: make(chan struct{}, places), closed: make(chan struct{})}
}

// Accept waits for a free place, then for a connection.
func (g *gate) Accept() (net.Conn, error) {
	select {
	case g.places <- struct{}{}:
	case <-g.closed:
		return nil, net.ErrClosed
	}
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		conn, err := g.Listener.Accept()
		if err == nil {
			allow(conn, g.first)
			return conn, nil
		}
		if !passing(err) {
			g.leave()
			return nil, err
		}
		select {
		case <-time.After(pause):
		case <-g.closed:
			return nil, net.ErrClosed
		}
	}
}

// passing tells whether an error of accept is likely to pass by itself.
func passing(err error) bool {
	for _, e := range [...]syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// leave gives a place back.
func (g *gate) leave() {
	select {
	case <-g.places:
	default:
	}
}

// Close closes the listener and wakes who waits for a place.
func (g *gate) Close() error {
	g.once.Do(func() { close(g.closed) })
	return g.Listener.Close()
}

// watch gives a closed connection's place back. One that fasthttp let go of is given back by who leaves it.
func (g *gate) watch(_ net.Conn, state fasthttp.ConnState) {
	if state == fasthttp.StateClosed {
		g.leave()
	}
}
