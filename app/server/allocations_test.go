package server

import (
	"bufio"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

// hot are requests as browsers send them, and the status they get.
var hot = []struct {
	name, path string
	headers    [][2]string
	status     int
}{
	{"negotiated", "/safety", [][2]string{{"Accept-Language", "ar-EG,ar;q=0.9,en;q=0.5"}, {"Accept-Encoding", "gzip, deflate, br, zstd"}}, 200},
	{"cookie", "/safety", [][2]string{{"Cookie", "lang=zh-Hans"}, {"Accept-Language", "en"}, {"Accept-Encoding", "gzip"}}, 200},
	{"locale", "/zh-Hans/safety", [][2]string{{"Accept-Encoding", "br"}}, 200},
	{"unchanged", "/safety", [][2]string{{"Accept-Language", "ar"}, {"If-None-Match", "*"}}, 304},
	{"home", "/", [][2]string{{"Accept-Language", "fr"}}, 200},
}

// hotRequest reads one of the requests as from a connection, to be answered again and again.
func hotRequest(t testing.TB, path string, headers [][2]string) *fasthttp.RequestCtx {
	t.Helper()
	wire := "GET " + path + " HTTP/1.1\r\nHost: parlance.test\r\n"
	for _, h := range headers {
		wire += h[0] + ": " + h[1] + "\r\n"
	}
	ctx := &fasthttp.RequestCtx{}
	if err := ctx.Request.Header.Read(bufio.NewReader(strings.NewReader(wire + "\r\n"))); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func TestNoAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	handler := New(testSite(t), Options{}).Handler()
	for _, c := range hot {
		ctx := hotRequest(t, c.path, c.headers)
		got := testing.AllocsPerRun(200, func() {
			ctx.Response.Reset()
			handler(ctx)
		})
		if got != 0 || ctx.Response.StatusCode() != c.status {
			t.Errorf("%s: %v allocations, status %d; want 0 and %d", c.name, got, ctx.Response.StatusCode(), c.status)
		}
	}
}

func BenchmarkHandler(b *testing.B) {
	handler := New(testSite(b), Options{}).Handler()
	for _, c := range hot {
		b.Run(c.name, func(b *testing.B) {
			ctx := hotRequest(b, c.path, c.headers)
			b.ReportAllocs()
			for b.Loop() {
				ctx.Response.Reset()
				handler(ctx)
			}
		})
	}
}
