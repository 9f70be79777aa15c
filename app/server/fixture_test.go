package server

import (
	"context"
	"net"
	"testing"

	"github.com/parlance/parlance/app/site"
)

// testSite is a little site: the pages safety and guides/sleep in en, ar, fr and zh-Hans.
func testSite(t testing.TB) *site.Site {
	t.Helper()
	s, faults := site.New(nil, nil, site.Options{})
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

// serve serves the little site until the test ends, and gives the address.
func serve(t testing.TB, o Options) string {
	t.Helper()
	addr, _ := start(t, New(testSite(t), o))
	return addr
}

// start serves until the test ends or stop is called, which waits for the end and gives what Serve returned.
func start(t testing.TB, s *Server) (addr string, stop func() error) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, ln) }()
	stopped := false
	stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	return ln.Addr().String(), stop
}

// assetPath gives the path of one of the site's assets.
func assetPath(_ testing.TB, _ *site.Site) string { return "/assets/style.0123.css" }
