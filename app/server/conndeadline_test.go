package server

import (
	"bufio"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// watchedConn counts how often it is given a deadline.
type watchedConn struct {
	net.Conn
	given *atomic.Int64
}

func (c watchedConn) SetDeadline(t time.Time) error { c.given.Add(1); return c.Conn.SetDeadline(t) }

type watchedListener struct {
	net.Listener
	given atomic.Int64
}

func (l *watchedListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	return watchedConn{conn, &l.given}, err
}

// TestAConnectionIsGivenTimeOnceInAWhile: two deadlines for a thousand requests in a row, that of the listener and that of the first request,
// and a few where seconds pass meanwhile.
func TestAConnectionIsGivenTimeOnceInAWhile(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	watched := &watchedListener{Listener: ln}
	server := New(testSite(t), Options{})
	ended := make(chan error, 1)
	ctx := t.Context()
	go func() { ended <- server.Serve(ctx, watched) }()
	conn := dial(t, ln.Addr().String())
	in := bufio.NewReader(conn)
	began := time.Now()
	for range 1000 {
		_, _ = io.WriteString(conn, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
		readAnswer(t, in, "GET")
	}
	if n := watched.given.Load(); n < 2 || n > 3+int64(time.Since(began)/renewal) {
		t.Errorf("%d deadlines", n)
	}
}

// TestLaw8EveryConnectionEnds: one that sends nothing, one that falls silent after an answer, one that stops in the middle of its
// second request, and one that does not read its answers.
func TestLaw8EveryConnectionEnds(t *testing.T) {
	server := New(testSite(t), Options{})
	server.deadlines.first, server.deadlines.next = 300*time.Millisecond, 600*time.Millisecond
	addr, _ := start(t, server)
	for name, sent := range map[string]string{
		"silent": "", "idle": "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", "half": "GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /li",
	} {
		conn := dial(t, addr)
		_, _ = io.WriteString(conn, sent)
		_ = conn.SetReadDeadline(time.Now().Add(30 * time.Second))
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	deaf := dial(t, addr)
	go func() {
		for {
			if _, err := io.WriteString(deaf, "GET /safety HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
				return
			}
		}
	}()
	for end := time.Now().Add(30 * time.Second); server.app.Server().GetOpenConnectionsCount() > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("a client that does not read is still served")
		}
	}
}
