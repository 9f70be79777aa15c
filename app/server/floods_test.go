package server

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"
)

// leftAtMost is what all of a flood together may leave in memory.
const leftAtMost = 4 << 20

// heap returns the bytes that are in use.
func heap() int64 {
	var m runtime.MemStats
	for range 2 {
		runtime.GC() // twice, so that pools are emptied
	}
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// leftSince returns by how much the heap grew. What is too much is looked at again for a while, because sites of other tests may compress in the
// background just now, which takes 36 MB for a moment; what was really left stays.
func leftSince(before int64) (left int64) {
	for range 40 {
		if left = heap() - before; left <= leftAtMost {
			break
		}
		time.Sleep(250 * time.Millisecond)
	}
	return left
}

// floodOf is how many requests a flood has.
func floodOf() int {
	if raceEnabled || testing.Short() {
		return 50_000
	}
	return 1_000_000
}

// TestLaw8FloodsLeaveNothing: a million requests that are all different leave no more memory behind than equal ones. How long they take beside
// equal ones is told with -v.
func TestLaw8FloodsLeaveNothing(t *testing.T) {
	s := testSite(t)
	handler := New(s, Options{}).Handler()
	ctx := hotRequest(t, "/safety", [][2]string{{"Accept-Language", "ar"}, {"Accept-Encoding", "gzip, br"}})
	flood := func(change func(i int)) (took time.Duration, left int64) {
		handler(ctx)
		before, start := heap(), time.Now()
		for i := range floodOf() {
			change(i)
			ctx.Response.Reset()
			handler(ctx)
		}
		took = time.Since(start)
		return took, leftSince(before)
	}
	var wire [128]byte
	language := func(format string) func(int) {
		return func(i int) {
			ctx.Request.Header.SetBytesV(fasthttp.HeaderAcceptLanguage, fmt.Appendf(wire[:0], format, i%1000, i/1000%1000))
		}
	}
	uri := func(format string) func(int) {
		return func(i int) { ctx.Request.SetRequestURI(string(fmt.Appendf(wire[:0], format, i))) }
	}
	for _, c := range []struct {
		name   string
		change func(int)
	}{
		{"Accept-Language", language("ar-EG,ar;q=0.%03d,fr;q=0.%03d")},
		{"unknown tags", language("xx-%03d;q=0.%03d")},
		{"unknown URLs", uri("/nothing-%d")},
		{"queries", uri("/safety?x=%d")},
		{"pages side by side", uri("/ar/safety/beside/%d")},
	} {
		equally, _ := flood(func(int) { c.change(123_456) })
		differently, left := flood(c.change)
		t.Logf("%s: %d equal in %v, different in %v (%.2f ×); left %d KB", c.name, floodOf(), equally, differently,
			float64(differently)/float64(equally), left>>10)
		if left > leftAtMost {
			t.Errorf("%s: %d bytes more than before", c.name, left)
		}
	}
	runtime.KeepAlive(s)
}

// TestLaw8AMegabyteOfHeaders: who sends a header of a megabyte is told that it is too long, loses the connection, and takes no memory for it.
func TestLaw8AMegabyteOfHeaders(t *testing.T) {
	const clients = 64
	server := New(testSite(t), Options{})
	server.lingerTime, server.lingerPause = 10*time.Second, time.Second // a busy machine sends a megabyte with pauses
	addr, _ := start(t, server)
	header := []byte("GET /safety HTTP/1.1\r\nHost: parlance.test\r\nAccept-Language: " + strings.Repeat("zh-yue_Hant;q=0.1,", 1<<20/18) + "\r\n\r\n")
	before := heap()
	var all sync.WaitGroup
	for range clients {
		all.Go(func() {
			status, err := refusal(addr, header)
			if err != nil || !strings.HasPrefix(status, "HTTP/1.1 431 ") {
				t.Errorf("got %q and error %v, want 431 and the end of the connection", status, err)
			}
		})
	}
	all.Wait()
	if left := leftSince(before); left > leftAtMost {
		t.Errorf("%d bytes more than before", left)
	}
}

// refusal sends what is too much, and returns the first line of the answer. It is an error where the connection stays open.
func refusal(addr string, sent []byte) (string, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return "", err
	}
	var sending sync.WaitGroup
	defer sending.Wait() // so that what is measured afterwards is the server's
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(2 * time.Minute)); err != nil {
		return "", err
	}
	sending.Go(func() { _, _ = conn.Write(sent) }) // ends, with an error, when the connection is closed
	r := bufio.NewReader(conn)
	status, err := r.ReadString('\n')
	if err != nil {
		return status, err
	}
	_, err = io.Copy(io.Discard, r)
	return status, err
}
