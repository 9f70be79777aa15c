package server

import (
	"bytes"
	"log/slog"
	"net/netip"
	"strings"
	"testing"

	"github.com/valyala/fasthttp"
)

// F8: a stranger's name that was given the address of this server is refused on the readers' listener too; the log hears of it once, and not the name.
func TestHostRule(t *testing.T) {
	var out bytes.Buffer
	handler := New(testSite(t), Options{Hosts: []string{"guides.example.org", "leitfaden.example"}, Log: slog.New(slog.NewTextHandler(&out, nil))}).Handler()
	for host, want := range map[string]int{
		"guides.example.org": 200, "GUIDES.example.org:443": 200, "guides.example.org.": 200, "leitfaden.example:8080": 200,
		"localhost:8080": 200, "127.0.0.1:8080": 200, "192.0.2.7": 200, "[2001:db8::1]:8080": 200, "parlance:8080": 200, "": 200,
		"rebind.evil": 403, "rebind.evil:8080": 403, "guides.example.org.evil": 403, "xguides.example.org": 403, "127.0.0.1.evil": 403,
		"[rebind.evil]": 403, "[rebind.evil]:80": 403, "guides.example.org@rebind.evil": 403,
	} {
		for _, path := range []string{"/ar/safety", "/readyz", "/assets/x"} {
			ctx := hotRequest(t, path, nil)
			ctx.Request.Header.SetHost(host)
			handler(ctx)
			want := want
			if path == "/assets/x" && want == 200 {
				want = 404
			}
			if got := ctx.Response.StatusCode(); got != want {
				t.Errorf("%s of %q: got %d, want %d", path, host, got, want)
			}
		}
	}
	if strings.Count(out.String(), "\n") != 1 || strings.Contains(out.String(), "evil") {
		t.Errorf("the log says %q", out.String())
	}
}

// Who serves without an origin behind a name goes on serving, and the log says once what is missing.
func TestAnyHostIsAnsweredAndTold(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	handler := New(testSite(t), Options{Hosts: []string{"localhost"}, AnyHost: true, Log: log}).Handler()
	for _, host := range []string{"localhost:8080", "guides.example.org", "rebind.evil"} {
		ctx := hotRequest(t, "/ar/safety", nil)
		ctx.Request.Header.SetHost(host)
		if handler(ctx); ctx.Response.StatusCode() != 200 || strings.Contains(out.String(), "--origin") != (host != "localhost:8080") {
			t.Errorf("%s: got %d, the log says %q", host, ctx.Response.StatusCode(), out.String())
		}
	}
	if strings.Count(out.String(), "\n") != 1 || strings.Contains(out.String(), "evil") {
		t.Errorf("the log says %q", out.String())
	}
}

// The host of a target counts, and no Host header beside it (RFC 9112, section 3.2.2), on every listener.
func TestHostOfTheTarget(t *testing.T) {
	readers := New(testSite(t), Options{Hosts: []string{"guides.example.org"}})
	operators := readers.operatorsApp().Handler()
	for _, c := range []struct {
		target, host     string
		readers, operate int
	}{
		{"http://guides.example.org/livez", "rebind.evil", 200, 403}, {"http://rebind.evil/livez", "guides.example.org", 403, 403},
		{"http://rebind.evil/livez", "localhost", 403, 403}, {"HTTPS://guides.example.org@rebind.evil/livez", "guides.example.org", 403, 403},
		{"http://localhost:6060/metrics", "rebind.evil", 404, 200}, {"http://rebind.evil?x", "localhost", 403, 403},
	} {
		for n, handler := range []fasthttp.RequestHandler{readers.Handler(), operators} {
			ctx := hotRequest(t, c.target, nil)
			ctx.Request.Header.SetHost(c.host)
			handler(ctx)
			if want := []int{c.readers, c.operate}[n]; ctx.Response.StatusCode() != want {
				t.Errorf("%s of %s, listener %d: got %d, want %d", c.target, c.host, n, ctx.Response.StatusCode(), want)
			}
		}
	}
}

// Whatever a Host header holds, a name with a dot passes only where it is one of the site's, or of this machine.
func FuzzHostRule(f *testing.F) {
	for _, host := range []string{"guides.example.org:80", "rebind.evil", "[::1]:8080", "a.localhost.", "127.0.0.1", "[rebind.evil", ":", "..", "[]", "evil.example:80:80", "\x00.\xff"} {
		f.Add(host)
	}
	f.Fuzz(func(t *testing.T, host string) {
		named, local := &hostRule{names: []string{"guides.example.org"}}, &hostRule{local: true}
		name := strings.ToLower(hostname(host))
		_, err := netip.ParseAddr(name)
		own := name == "guides.example.org" || name == "localhost" || strings.HasSuffix(name, ".localhost")
		if strings.Contains(name, ".") && err != nil && !own && named.allows(host) {
			t.Errorf("%q passes", host)
		}
		if local.allows(host) && !isLoopback(hostname(host)) {
			t.Errorf("%q passes as this machine's", host)
		}
	})
}
