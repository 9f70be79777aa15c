package server

import (
	"errors"
	"net"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/valyala/fasthttp"
)

// maxConnections is how many connections are served at once (law 8).
const maxConnections = 16 << 10

// limitListener is a listener that lets in a bounded number of connections at once; further ones wait in the kernel. It also waits where the
// process is out of file descriptors, which fasthttp takes for the end.
//
// This stands below Fiber because fasthttp answers a connection too many with words of its own that lack our headers.
type limitListener struct {
	net.Listener
	first  time.Duration // that a connection has for its first request
	slots  chan struct{}
	closed chan struct{}
	once   sync.Once
}

func newLimitListener(ln net.Listener, connections int, first time.Duration) *limitListener {
	return &limitListener{Listener: ln, first: first, slots: make(chan struct{}, connections), closed: make(chan struct{})}
}

// Accept waits for a free slot, then for a connection.
func (l *limitListener) Accept() (net.Conn, error) {
	select {
	case l.slots <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		conn, err := l.Listener.Accept()
		if err == nil {
			setDeadline(conn, l.first)
			return conn, nil
		}
		if !isTemporary(err) {
			l.release()
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
func (l *limitListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// isTemporary reports whether an error of accept is likely to pass by itself.
func isTemporary(err error) bool {
	passing := []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED}
	return slices.ContainsFunc(passing, func(e syscall.Errno) bool { return errors.Is(err, e) })
}

// release frees a slot.
func (l *limitListener) release() {
	select {
	case <-l.slots:
	default:
	}
}

// connState is fasthttp's hook. It frees the slot of a closed connection; that of a hijacked one is freed by lingerClose. The connections are not
// wrapped to that end, because fasthttp sends head and body with one system call only where a connection is a [net.TCPConn]: 3 µs.
func (l *limitListener) connState(_ net.Conn, state fasthttp.ConnState) {
	if state == fasthttp.StateClosed {
		l.release()
	}
}
