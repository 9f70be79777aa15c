package server

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/locale"
)

// slowWriter hangs until it is released.
type slowWriter struct {
	release chan struct{}
	mu      sync.Mutex
	out     bytes.Buffer
}

func (w *slowWriter) Write(b []byte) (int, error) {
	<-w.release
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(b)
}

// TestLaw8ALogThatHangsStopsNobody: readers are answered, memory is bounded, and what was lost is told.
func TestLaw8ALogThatHangsStopsNobody(t *testing.T) {
	w := &slowWriter{release: make(chan struct{})}
	l := newRequestLog(w, false)
	ctx := hotRequest(t, "/safety", nil)
	const sent = 100_000
	for range sent {
		l.record(ctx, &request{start: time.Now()})
	}
	l.mu.Lock()
	if len(l.lines) > batchPending+1<<10 {
		t.Errorf("%d bytes wait", len(l.lines))
	}
	l.mu.Unlock()
	close(w.release)
	l.flush()
	written, lost := 0, 0
	for line := range strings.Lines(w.out.String()) {
		if _, n, ok := strings.Cut(line, "too slow\" lines="); ok {
			var one int
			fmt.Sscan(n, &one)
			lost += one
		} else if strings.HasPrefix(line, "time=") && strings.HasSuffix(line, "µs\n") {
			written++
		} else {
			t.Fatalf("a broken line: %q", line)
		}
	}
	if written+lost != sent || lost == 0 {
		t.Errorf("%d lines were written and %d said to be lost, of %d", written, lost, sent)
	}
}

func TestLogLinesForgeNothing(t *testing.T) {
	var out bytes.Buffer
	l := newRequestLog(&out, false)
	for _, path := range []string{"/a b", "/a\"b", "/a=b", "/\x7f", "/\u2028", "/a\\b", "/é", "", "/" + strings.Repeat("x", 600)} {
		var ctx fasthttp.RequestCtx
		ctx.Request.Header.SetRequestURI(path)
		l.record(&ctx, &request{start: time.Now()})
	}
	l.flush()
	for line := range strings.Lines(out.String()) {
		fields := strings.Fields(line)
		if len(line) > 700 || len(fields) < 8 && !strings.Contains(line, `\x20`) && !strings.Contains(line, `"/a b"`) {
			t.Errorf("%d bytes: %q", len(line), line)
		}
		for _, c := range line {
			if c != '\n' && c != 'µ' && (c < ' ' || c > '~') {
				t.Errorf("%q in %q", c, line)
			}
		}
	}
	if n := strings.Count(out.String(), "\n"); n != 9 {
		t.Errorf("%d lines", n)
	}
}

// Every line of the log is JSON, whatever is sent; a byte stays the byte that it was.
func TestRequestLogAsJSON(t *testing.T) {
	var out bytes.Buffer
	l := newRequestLog(&out, true)
	paths := []string{"/a b", "/a\"b", "/\x7f", "/\xff\xfe", "/a\\b", "/é", "", "/" + strings.Repeat("\x01", 600)}
	for _, path := range paths {
		var ctx fasthttp.RequestCtx
		ctx.Request.Header.SetRequestURI(path)
		ctx.Response.SetStatusCode(404)
		l.record(&ctx, &request{start: time.Now(), locale: &locale.Locale{Tag: "zh-Hans"}})
	}
	l.refused(time.Now(), 400)
	l.mu.Lock()
	l.lost = 3
	l.mu.Unlock()
	l.flush()
	for i, line := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n") {
		var got struct {
			Time                             time.Time
			Level, Msg, Method, Path, Locale string
			Status, Lines                    int
			Took                             *int `json:"duration_us"`
		}
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatalf("%v: %q", err, line)
		}
		switch {
		case i < len(paths):
			var want strings.Builder
			for _, c := range []byte(paths[i][:min(len(paths[i]), 512)]) {
				want.WriteRune(rune(c))
			}
			if got.Path != cmp.Or(want.String(), "/") || got.Msg != "request" || got.Locale != "zh-Hans" || got.Status != 404 || got.Took == nil || got.Time.IsZero() {
				t.Errorf("%q: %s", paths[i], line)
			}
		case i == len(paths) && (got.Msg != "request refused unread" || got.Status != 400), i > len(paths) && (got.Level != "WARN" || got.Lines != 3):
			t.Errorf("line %d: %s", i, line)
		}
	}
}

func TestLoggingAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	for _, json := range []bool{false, true} {
		l := newRequestLog(discard{}, json)
		ctx, r := hotRequest(t, "/safety", nil), &request{start: time.Now()}
		if n := testing.AllocsPerRun(1000, func() { l.record(ctx, r) }); n != 0 {
			t.Errorf("%v allocations", n)
		}
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

func BenchmarkRequestLog(b *testing.B) {
	l := newRequestLog(discard{}, false)
	ctx, r := hotRequest(b, "/safety", nil), &request{start: time.Now()}
	b.ReportAllocs()
	for b.Loop() {
		l.record(ctx, r)
	}
}
