package server

import (
	"net"
	"os"
	"testing"

	"github.com/gofiber/fiber/v2"
)

// bare is the baseline of every measurement: Fiber that writes fixed bytes with the headers that the server would send.
func bare(t testing.TB) *fiber.App {
	ctx := hotRequest(t, hot[0].path, hot[0].headers)
	New(testSite(t), Options{}).Handler()(ctx)
	var names, values [][]byte
	for k, v := range ctx.Response.Header.All() {
		names, values = append(names, append([]byte(nil), k...)), append(values, append([]byte(nil), v...))
	}
	body := append([]byte(nil), ctx.Response.Body()...)
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/*", func(c *fiber.Ctx) error {
		for i := range names {
			c.Context().Response.Header.SetCanonical(names[i], values[i])
		}
		c.Context().Response.SetBodyRaw(body)
		return nil
	})
	return app
}

// BenchmarkBare is the baseline of BenchmarkHandler/negotiated.
func BenchmarkBare(b *testing.B) {
	handler := bare(b).Handler()
	ctx := hotRequest(b, hot[0].path, hot[0].headers)
	b.ReportAllocs()
	for b.Loop() {
		ctx.Response.Reset()
		handler(ctx)
	}
}

// TestServeBare serves the baseline at BARE_ADDR, for make bench-serve.
func TestServeBare(t *testing.T) {
	addr := os.Getenv("BARE_ADDR")
	if addr == "" {
		t.Skip("BARE_ADDR names no address")
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Fatal(bare(t).Listener(ln))
}
