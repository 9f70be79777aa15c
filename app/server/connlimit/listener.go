// Package connlimit holds what stands below Fiber on more than one listener: how many connections are served at once, how long bodies are (law 8), and methods
// that Fiber does not route.
package connlimit

import (
	"errors"
	"net"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/valyala/fasthttp"
)

// Listener is a listener that lets in a bounded number of connections at once; further ones wait in the kernel. It also waits where the
// process is out of file descriptors, which fasthttp takes for the end.
//
// This stands below Fiber because fasthttp answers a connection too many with words of its own that lack our headers.
type Listener struct {
	net.Listener
	first  time.Duration // that a connection has for its first request
	slots  chan struct{}
	closed chan struct{}
	once   sync.Once
}

// New returns a listener that serves so many connections of ln at once. A connection has the time first for its first request.
func New(ln net.Listener, connections int, first time.Duration) *Listener {
	return &Listener{Listener: ln, first: first, slots: make(chan struct{}, connections), closed: make(chan struct{})}
}

// Accept waits for a free slot, then for a connection.
func (l *Listener) Accept() (net.Conn, error) {
	select {
	case l.slots <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		conn, err := l.Listener.Accept()
		if err == nil {
			_ = conn.SetDeadline(time.Now().Add(l.first)) // an error means that it is closed, which the next read reports
			return conn, nil
		}
		if !isTemporary(err) {
			l.Release()
			return nil, err
		}
		select {
		case <-time.After(pause):
		case <-l.closed:
			return nil, net.ErrClosed
		}
	}
}

// Close closes the listener and wakes who waits for a slot.
func (l *Listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// isTemporary reports whether an error of accept is likely to pass by itself.
func isTemporary(err error) bool {
	passing := []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED}
	return slices.ContainsFunc(passing, func(e syscall.Errno) bool { return errors.Is(err, e) })
}

// Release frees a slot.
func (l *Listener) Release() {
	select {
	case <-l.slots:
	default:
	}
}

// ConnState is fasthttp's hook. It frees the slot of a closed connection; that of a hijacked one is freed by whoever took it over. The connections are not
// wrapped to that end, because fasthttp sends head and body with one system call only where a connection is a [net.TCPConn]: 3 µs.
func (l *Listener) ConnState(_ net.Conn, state fasthttp.ConnState) {
	if state == fasthttp.StateClosed {
		l.Release()
	}
}
