package server

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/server/connlimit"
)

// held makes a server whose /held waits until release is closed; entered tells that a request got there.
func held(t *testing.T) (s *Server, entered, release chan struct{}) {
	entered, release = make(chan struct{}, 8), make(chan struct{})
	s = newServer(testSite(t), Options{}, func(s *Server, app *fiber.App) {
		app.Get("/held", func(c *fiber.Ctx) error {
			entered <- struct{}{}
			<-release
			return s.live(c)
		})
		s.readerRoutes(app)
	})
	return s, entered, release
}

func TestStopAnswersRequestsInFlight(t *testing.T) {
	server, entered, release := held(t)
	server.grace = time.Minute
	addr, stop := start(t, server)

	idle := dial(t, addr)
	_, _ = io.WriteString(idle, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
	idleIn := bufio.NewReader(idle)
	readAnswer(t, idleIn, "GET")

	busy := dial(t, addr)
	_, _ = io.WriteString(busy, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
	<-entered
	began := time.Now()
	ended := make(chan error, 1)
	go func() { ended <- stop() }()

	_ = idle.SetReadDeadline(time.Now().Add(30 * time.Second))
	if _, err := idleIn.ReadByte(); err != io.EOF {
		t.Errorf("idle connection: got %v, want it closed", err)
	}
	if late, err := net.Dial("tcp", addr); err == nil {
		_ = late.Close()
		t.Error("a connection is accepted while stopping")
	}
	close(release)
	answer, body := readAnswer(t, bufio.NewReader(busy), "GET")
	if answer.StatusCode != 200 || string(body) != "ok\n" || !answer.Close {
		t.Errorf("request in flight: got %d %q, close %v", answer.StatusCode, body, answer.Close)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took >= time.Minute {
		t.Errorf("stopping took %v: something was waited for in vain", took)
	}
}

func TestStopTakesAtMostFiveSeconds(t *testing.T) {
	if grace >= 5*time.Second {
		t.Errorf("requests in flight have %v", grace)
	}
	server, entered, release := held(t)
	server.grace = 100 * time.Millisecond
	defer close(release)
	addr, stop := start(t, server)
	stuck := dial(t, addr)
	_, _ = io.WriteString(stuck, "GET /held HTTP/1.1\r\nHost: x\r\n\r\n")
	<-entered
	if err := stop(); err != nil { // it ends, though the request is never answered
		t.Error(err)
	}
}

func TestStopBeforeTheFirstConnection(t *testing.T) {
	for range 20 {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := New(testSite(t), Options{}).Serve(ctx, ln); err != nil {
			t.Fatal(err)
		}
	}
}

func TestServeTellsWhenTheListenerBreaks(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = ln.Close()
	if err := New(testSite(t), Options{}).Serve(context.Background(), ln); err == nil {
		t.Error("Serve on a closed listener: got no error")
	}
}

func TestSlowClientIsCutOff(t *testing.T) {
	server := New(testSite(t), Options{})
	server.deadlines.first = 300 * time.Millisecond
	addr, _ := start(t, server)
	conn := dial(t, addr)
	var sentAll atomic.Bool
	go func() {
		for _, c := range "GET / HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("a", 500) {
			if _, err := conn.Write([]byte(string(c))); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		sentAll.Store(true)
	}()
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	if sentAll.Load() {
		t.Error("each byte gave the client more time")
	}
	if answer.StatusCode != 408 || len(faultsOf(answer)) > 0 {
		t.Errorf("got %d, want 408; %v", answer.StatusCode, faultsOf(answer))
	}
}

func TestPipelinedRequests(t *testing.T) {
	addr := serve(t, Options{})
	conn := dial(t, addr)
	_, _ = io.WriteString(conn, "GET /ar/ HTTP/1.1\r\nHost: x\r\n\r\nHEAD /fr/ HTTP/1.1\r\nHost: x\r\n\r\n"+
		"GET /nope HTTP/1.1\r\nHost: x\r\n\r\nPOST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n")
	in := bufio.NewReader(conn)
	for i, want := range []int{200, 200, 404, 405} {
		method := "GET"
		if i == 1 {
			method = "HEAD"
		}
		if answer, _ := readAnswer(t, in, method); answer.StatusCode != want {
			t.Errorf("answer %d: got %d, want %d", i, answer.StatusCode, want)
		}
	}
	if _, err := in.ReadByte(); err != io.EOF {
		t.Errorf("after the body: got %v, want the end", err)
	}
}

// flaky is a listener that runs out of file descriptors now and then.
type flaky struct {
	net.Listener
	n atomic.Int32
}

func (f *flaky) Accept() (net.Conn, error) {
	if f.n.Add(1)%2 == 1 {
		return nil, &net.OpError{Op: "accept", Err: syscall.EMFILE}
	}
	return f.Listener.Accept()
}

func TestOutOfFileDescriptorsIsWaitedOut(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- New(testSite(t), Options{}).Serve(ctx, &flaky{Listener: ln}) }()
	for range 3 {
		if got, _ := ask(t, ln.Addr().String(), "/livez"); got.StatusCode != 200 {
			t.Errorf("got %d, want 200", got.StatusCode)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestLimitListenerLetsInSoManyAndNoMore(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	limited := connlimit.New(ln, 1, time.Minute)
	in := make(chan net.Conn, 2)
	go func() {
		for {
			conn, err := limited.Accept()
			if err != nil {
				close(in)
				return
			}
			in <- conn
		}
	}()
	dial(t, ln.Addr().String())
	dial(t, ln.Addr().String())
	first := <-in
	select {
	case <-in:
		t.Fatal("a second connection is let in")
	case <-time.After(50 * time.Millisecond):
	}
	_ = first.Close()
	limited.Release()
	_ = (<-in).Close()
	if err := limited.Close(); err != nil {
		t.Error(err)
	}
	if _, open := <-in; open {
		t.Error("a connection is let in after the listener was closed")
	}
}
