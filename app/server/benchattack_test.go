package server

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// attack is one way to misbehave: what one of so many connections does, again and again, until it fails. It counts what was answered.
type attack struct {
	connections int
	do          func(conn net.Conn, in *bufio.Reader, answered *atomic.Uint64) error
}

// flooders is how many connections flood at once.
const flooders = 16

var attacks = map[string]attack{
	"nobody": {},
	"equal":  {flooders, flood(func(uint64) string { return ordinary })},
	"languages": {flooders, flood(func(i uint64) string {
		return asking("/safety", fmt.Sprintf("es;q=0.%03d,fr;q=0.%03d,ar-%d", i%1000, i/1000%1000, i))
	})},
	"unknown-urls":  {flooders, flood(func(i uint64) string { return asking(fmt.Sprint("/nothing/", i), "es") })},
	"queries":       {flooders, flood(func(i uint64) string { return asking(fmt.Sprint("/safety?q=", i), "es") })},
	"megabyte":      {flooders, once(asking("/safety", strings.Repeat("es_MX,", 1<<20/6)))},
	"slow-senders":  {1000, trickle},
	"slow-readers":  {1000, sip},
	"idle":          {10_000, idle},
	"idle-unopened": {10_000, func(conn net.Conn, in *bufio.Reader, _ *atomic.Uint64) error { return untilClosed(in) }},
}

// TestAttack does to the server at ATTACK_ADDR what ATTACK says for ATTACK_SECONDS. It prints "ready" when all connections are there, and at
// last how many answers there were a second.
func TestAttack(t *testing.T) {
	a, ok := attacks[os.Getenv("ATTACK")]
	if !ok {
		t.Skip("ATTACK names no attack")
	}
	lasts := secondsOf(t, "ATTACK_SECONDS")
	var open sync.WaitGroup
	var answered atomic.Uint64
	open.Add(a.connections)
	turns := make(chan struct{}, 64) // the kernel's queue of new connections has an end
	for range a.connections {
		go func() {
			first := open.Done
			for {
				turns <- struct{}{}
				conn, err := net.Dial("tcp", os.Getenv("ATTACK_ADDR"))
				<-turns
				if err != nil {
					time.Sleep(10 * time.Millisecond)
					continue
				}
				if first != nil {
					first()
					first = nil
				}
				for in := bufio.NewReader(conn); a.do(conn, in, &answered) == nil; {
				}
				conn.Close()
			}
		}()
	}
	open.Wait()
	fmt.Println("ready")
	answered.Store(0)
	time.Sleep(lasts)
	fmt.Printf("answered: %.0f\n", float64(answered.Load())/lasts.Seconds())
}

// asking is a request in a language.
func asking(path, language string) string {
	return "GET " + path + " HTTP/1.1\r\nHost: parlance.test\r\nAccept-Language: " + language + "\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n"
}

// flood asks without a pause.
func flood(next func(i uint64) string) func(net.Conn, *bufio.Reader, *atomic.Uint64) error {
	var count atomic.Uint64
	return func(conn net.Conn, in *bufio.Reader, answered *atomic.Uint64) error {
		var answer fasthttp.Response
		if _, err := io.WriteString(conn, next(count.Add(1))); err != nil {
			return err
		}
		if err := answer.Read(in); err != nil {
			return err
		}
		answered.Add(1)
		return nil
	}
}

// once sends one request and reads until the server closes the connection.
func once(request string) func(net.Conn, *bufio.Reader, *atomic.Uint64) error {
	return func(conn net.Conn, in *bufio.Reader, answered *atomic.Uint64) error {
		go func() { _, _ = io.WriteString(conn, request) }()
		if _, err := in.ReadString('\n'); err != nil {
			return err
		}
		answered.Add(1)
		return untilClosed(in)
	}
}

// untilClosed reads until the server closes the connection.
func untilClosed(in *bufio.Reader) error {
	if _, err := io.Copy(io.Discard, in); err != nil {
		return err
	}
	return io.EOF
}

// trickle sends one byte a second of a request that never ends.
func trickle(conn net.Conn, _ *bufio.Reader, _ *atomic.Uint64) error {
	for _, c := range []byte(asking("/safety", strings.Repeat("es,", 1000))) {
		if _, err := conn.Write([]byte{c}); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return io.EOF
}

// sip asks for more than the kernel holds for it, and reads one byte of it a second.
func sip(conn net.Conn, in *bufio.Reader, _ *atomic.Uint64) error {
	if err := conn.(*net.TCPConn).SetReadBuffer(4096); err != nil {
		return err
	}
	request := strings.ReplaceAll(ordinary, "gzip, deflate, br, zstd", "identity")
	if _, err := io.WriteString(conn, strings.Repeat(request, 20)); err != nil {
		return err
	}
	for {
		if _, err := conn.Read(make([]byte, 1)); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
}

// idle asks once and then says nothing more.
func idle(conn net.Conn, in *bufio.Reader, answered *atomic.Uint64) error {
	if err := flood(func(uint64) string { return ordinary })(conn, in, answered); err != nil {
		return err
	}
	return untilClosed(in)
}
