package server

import (
	"bytes"
	"log/slog"
	"net/netip"
	"strings"
	"testing"
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
