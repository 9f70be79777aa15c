package server

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// prefixedServer serves the little site below a path of a host.
func prefixedServer(t *testing.T, o Options) *Server {
	t.Helper()
	content, locales := testTrees(t)
	o.Origin = "https://hospital.example/patients/guides"
	s, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{Origin: o.Origin})
	if err != nil {
		t.Fatal(err)
	}
	return New(s, o)
}

var address = regexp.MustCompile(`(?:href|src|action|content|data-worker|data-scope|data-page)="((?:https://hospital\.example)?/[^"]*)"|<loc>([^<]*)</loc>|Sitemap: (\S+)|<id>([^<]*)</id>|"@id":"([^"]*)"`)

// TestPrefixStandsBeforeEveryAddress follows every address that the site names, whether the proxy strips the prefix or passes it on.
func TestPrefixStandsBeforeEveryAddress(t *testing.T) {
	const host, prefix = "https://hospital.example", "/patients/guides"
	handler := prefixedServer(t, Options{}).Handler()
	seen, queue := map[string]bool{}, []string{prefix + "/", prefix + "/robots.txt", prefix + "/sitemap.xml", prefix + "/nowhere"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		for _, sent := range []string{path, strings.TrimPrefix(path, prefix)} {
			ctx := hotRequest(t, sent, nil)
			handler(ctx)
			if got := ctx.Response.StatusCode(); got != 200 && got != 303 && !strings.Contains(path, "nowhere") {
				t.Errorf("%s: got %d", sent, got)
			}
			for _, name := range []string{"Location", "Content-Location"} {
				if to := string(ctx.Response.Header.Peek(name)); to != "" && !strings.HasPrefix(to, prefix+"/") {
					t.Errorf("%s: %s is %s", sent, name, to)
				}
			}
			for _, found := range address.FindAllStringSubmatch(string(ctx.Response.Body()), -1) {
				at, _ := strings.CutPrefix(strings.Join(found[1:], ""), host)
				if !strings.HasPrefix(at, prefix+"/") {
					t.Errorf("%s names %s", sent, at)
					continue
				}
				queue = append(queue, at)
			}
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d addresses were followed", len(seen))
	}
}

func TestPrefixAnswersAndCookies(t *testing.T) {
	for _, c := range []struct {
		tls                    bool
		path, location, cookie string
		status                 int
	}{
		{path: "/patients/guides", status: 301, location: "/patients/guides/"},
		{path: "/patients/guides/AR/safety/", status: 301, location: "/patients/guides/ar/safety"},
		{path: "/patients/guidesx", status: 404},
		{path: "/patients/guides/patients/guides/ar/safety", status: 404},
		{path: "/patients/guides/livez", status: 200},
		{path: "/livez", status: 200},
		{path: "/patients/guides/ar/safety?remember", status: 303, location: "/patients/guides/ar/safety",
			cookie: "lang=ar; Path=/patients/guides; Max-Age=31536000; SameSite=Lax; HttpOnly"},
		{path: "/ar/safety?remember", tls: true, status: 303, location: "/patients/guides/ar/safety",
			cookie: "__Host-lang=ar; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure"},
	} {
		ctx := hotRequest(t, c.path, nil)
		prefixedServer(t, Options{TLS: c.tls}).Handler()(ctx)
		h := &ctx.Response.Header
		if got := string(h.Peek("Strict-Transport-Security")); strings.Contains(got, "includeSubDomains") || (got != "") != c.tls {
			t.Errorf("%s: hosts that are not ours are told %q", c.path, got)
		}
		if got := h.StatusCode(); got != c.status || string(h.Peek("Location")) != c.location || string(h.Peek("Set-Cookie")) != c.cookie {
			t.Errorf("%s: got %d to %q with %q", c.path, got, h.Peek("Location"), h.Peek("Set-Cookie"))
		}
	}
}

func TestPrefixOfAReport(t *testing.T) {
	kept := &memoryLog{}
	r := newReader(t, prefixedServer(t, Options{Reports: kept}))
	fields := r.form("/patients/guides" + formPath)
	fields.Set("message", "words")
	answer, _ := r.post("/patients/guides"+formPath, fields.Encode())
	to, _ := url.Parse(answer.Header.Get("Location"))
	if answer.StatusCode != 303 || to.Path != "/patients/guides/ar/guides/sleep/report/thanks" || len(kept.take()) != 1 {
		t.Errorf("got %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
}
