package server

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// FuzzRequest sends bytes as a connection would bring them, and holds each answer to what every answer must be: never
// 5xx, the security headers, no Location that leaves the host.
func FuzzRequest(f *testing.F) {
	for _, seed := range scriptBytes(f) {
		f.Add(seed)
	}
	server := New(testSite(f), Options{})
	below := server.app.Server()
	var mu sync.Mutex
	var methods []string
	below.Handler = func(ctx *fasthttp.RequestCtx) {
		mu.Lock()
		methods = append(methods, string(ctx.Method()))
		mu.Unlock()
		server.handle(ctx)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		methods = methods[:0]
		conn := &wire{in: bytes.NewReader(in)}
		_ = below.ServeConn(conn) // an error says that the client broke the rules
		server.lingering.Wait()
		out := bufio.NewReader(&conn.out)
		for i := 0; ; i++ {
			if _, err := out.Peek(1); err == io.EOF {
				return
			}
			method := "GET"
			if i < len(methods) {
				method = methods[i]
			}
			if method == "CONNECT" { // net/http takes what follows for the tunnel
				method = "GET"
			}
			answer, err := http.ReadResponse(out, &http.Request{Method: method})
			if err != nil {
				t.Fatalf("answer %d to %q cannot be read: %v", i, in, err)
			}
			if _, err := io.Copy(io.Discard, answer.Body); err != nil {
				t.Fatalf("body %d to %q cannot be read: %v", i, in, err)
			}
			for _, fault := range faultsOf(answer) {
				t.Errorf("answer %d to %q: %s", i, in, fault)
			}
		}
	})
}

// scriptBytes are the requests of all scripts, as seeds.
func scriptBytes(f *testing.F) (seeds [][]byte) {
	files, _ := filepath.Glob("testdata/scripts/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, s := range parseScripts(f, file, data) {
			if b := s.bytes(); len(b) < 4<<10 {
				seeds = append(seeds, b)
			}
		}
	}
	return seeds
}

// wire is a connection in memory: what the client sent, and what it got.
type wire struct {
	in  *bytes.Reader
	out bytes.Buffer
}

func (w *wire) Read(p []byte) (int, error)       { return w.in.Read(p) }
func (w *wire) Write(p []byte) (int, error)      { return w.out.Write(p) }
func (w *wire) Close() error                     { return nil }
func (w *wire) LocalAddr() net.Addr              { return &net.TCPAddr{} }
func (w *wire) RemoteAddr() net.Addr             { return &net.TCPAddr{} }
func (w *wire) SetDeadline(time.Time) error      { return nil }
func (w *wire) SetReadDeadline(time.Time) error  { return nil }
func (w *wire) SetWriteDeadline(time.Time) error { return nil }
