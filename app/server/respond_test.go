package server

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// ask sends a GET, or the method given before a space, with header lines, and reads the answer.
func ask(t *testing.T, addr, path string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	method := "GET"
	if m, p, ok := strings.Cut(path, " "); ok {
		method, path = m, p
	}
	conn := dial(t, addr)
	head := fmt.Sprintf("%s %s HTTP/1.1\r\nHost: parlance.test\r\n%s\r\n", method, path, strings.Join(append(headers, ""), "\r\n"))
	if _, err := io.WriteString(conn, head); err != nil {
		t.Fatal(err)
	}
	return readAnswer(t, bufio.NewReader(conn), method)
}

// documents are URLs of every kind that has a validator.
var documents = []string{"/", "/safety", "/ar/", "/ar/safety", "/guides/sleep", "/sitemap.xml", "/robots.txt"}

func TestR17A304SaysWhatThe200Would(t *testing.T) {
	s := testSite(t)
	addr, _ := start(t, New(s, Options{}))
	for _, path := range append(documents, assetPath(t, s)) {
		for _, coding := range []string{"identity", "gzip", "br"} {
			headers := []string{"Accept-Language: ar", "Accept-Encoding: " + coding}
			full, body := ask(t, addr, path, headers...)
			etag := full.Header.Get("ETag")
			if len(body) == 0 || !strings.HasPrefix(etag, `"`) || full.StatusCode != 200 {
				t.Fatalf("%s %s: status %d, ETag %s, %d bytes", path, coding, full.StatusCode, etag, len(body))
			}
			for _, method := range []string{"GET ", "HEAD "} {
				for _, sent := range []string{etag, "W/" + etag, `"x", ` + etag, "*"} {
					got, rest := ask(t, addr, method+path, append(headers, "If-None-Match: "+sent)...)
					if got.StatusCode != 304 || len(rest) > 0 {
						t.Errorf("%s%s %s: got %d with %d bytes, want 304", method, path, sent, got.StatusCode, len(rest))
					}
					for _, name := range []string{"ETag", "Vary", "Cache-Control", "Content-Location", "Content-Language"} {
						if got.Header.Get(name) != full.Header.Get(name) {
							t.Errorf("%s%s: 304 says %s %q, 200 says %q", method, path, name, got.Header.Get(name), full.Header.Get(name))
						}
					}
					if faults := faultsOf(got); faults != nil {
						t.Errorf("%s%s: %v", method, path, faults)
					}
				}
			}
		}
	}
}

func TestR17EachLocaleAndCodingHasItsOwnETag(t *testing.T) {
	addr := serve(t, Options{})
	seen := map[string]string{}
	for _, path := range []string{"/en/", "/ar/", "/fr/", "/en/safety", "/ar/safety", "/fr/safety"} {
		for _, coding := range []string{"identity", "gzip", "br"} {
			answer, _ := ask(t, addr, path, "Accept-Encoding: "+coding)
			etag := answer.Header.Get("ETag")
			if other, ok := seen[etag]; ok {
				t.Errorf("%s %s and %s share %s", path, coding, other, etag)
			}
			seen[etag] = path + " " + coding
			stale, _ := ask(t, addr, path, "Accept-Encoding: "+coding, `If-None-Match: "x"`)
			if stale.StatusCode != 200 {
				t.Errorf("%s with another tag: got %d, want 200", path, stale.StatusCode)
			}
		}
	}
}

func TestHeadSaysWhatGetSays(t *testing.T) {
	addr := serve(t, Options{})
	for _, path := range append(documents, "/nope", "/ar/nope", "/../x", "/AR/", "/ar/?remember", "/livez") {
		for _, coding := range []string{"identity", "br"} {
			get, body := ask(t, addr, path, "Accept-Encoding: "+coding)
			head, none := ask(t, addr, "HEAD "+path, "Accept-Encoding: "+coding)
			if get.ContentLength != int64(len(body)) || head.ContentLength != get.ContentLength || len(none) > 0 {
				t.Errorf("%s: GET says %d bytes and sends %d, HEAD says %d and sends %d",
					path, get.ContentLength, len(body), head.ContentLength, len(none))
			}
			get.Header.Del("Date")
			head.Header.Del("Date")
			if fmt.Sprint(get.Header) != fmt.Sprint(head.Header) || get.StatusCode != head.StatusCode {
				t.Errorf("%s: GET says %d %v, HEAD %d %v", path, get.StatusCode, get.Header, head.StatusCode, head.Header)
			}
		}
	}
}

func TestR15VaryOnEveryNegotiatedAnswer(t *testing.T) {
	addr := serve(t, Options{})
	etag := func() string { a, _ := ask(t, addr, "/safety"); return a.Header.Get("ETag") }()
	for _, c := range []struct {
		status  int
		path    string
		headers []string
	}{
		{200, "/safety", nil},
		{200, "/safety", []string{"Accept-Language: ar"}},
		{200, "/safety", []string{"Cookie: lang=ar"}},
		{200, "HEAD /safety", nil},
		{304, "/safety", []string{"If-None-Match: " + etag}},
		{404, "/nope", nil},
		{400, "/..", nil},
		{405, "POST /safety", nil},
	} {
		got, _ := ask(t, addr, c.path, c.headers...)
		if got.StatusCode != c.status || got.Header.Get("Vary") != "Accept-Language, Cookie, Accept-Encoding" {
			t.Errorf("%s %v: got %d, Vary %q", c.path, c.headers, got.StatusCode, got.Header.Get("Vary"))
		}
	}
}

func TestR23OverTLS(t *testing.T) {
	addr := serve(t, Options{TLS: true})
	for _, path := range []string{"/", "/nope", "/..", "/AR/", "/livez", "POST /"} {
		got, _ := ask(t, addr, path)
		if hsts := got.Header.Get("Strict-Transport-Security"); !strings.HasPrefix(hsts, "max-age=") {
			t.Errorf("%s: Strict-Transport-Security is %q", path, hsts)
		}
	}
	got, _ := ask(t, addr, "/ar/?remember")
	if cookie := got.Header.Get("Set-Cookie"); !strings.HasSuffix(cookie, "; Secure") {
		t.Errorf("Set-Cookie is %q, want it Secure", cookie)
	}
	plain := serve(t, Options{})
	if got, _ := ask(t, plain, "/"); got.Header.Get("Strict-Transport-Security") != "" {
		t.Error("Strict-Transport-Security is sent over plain HTTP")
	}
}

// TestR18NothingOfARequestIsKept writes over a request's memory after it was answered, as fasthttp does, and asks on.
func TestR18NothingOfARequestIsKept(t *testing.T) {
	handler := New(testSite(t), Options{}).Handler()
	for range 3 {
		for _, c := range []struct{ path, language, want string }{
			{"/safety", "ar", "ar"}, {"/guides/sleep", "fr", "fr"}, {"/fr/safety", "ar", "fr"}, {"/nothin", "fr", "fr"}, {"/safety", "zz", "en"},
		} {
			ctx := hotRequest(t, c.path, [][2]string{{"Accept-Language", c.language}})
			handler(ctx)
			if got := string(ctx.Response.Header.Peek("Content-Language")); got != c.want {
				t.Errorf("%s for %s: got %s, want %s", c.path, c.language, got, c.want)
			}
			scribble(ctx.Request.Header.RequestURI())
			scribble(ctx.Request.Header.RawHeaders())
		}
	}
}

func scribble(b []byte) {
	for i := range b {
		b[i] = '#'
	}
}

func TestR24LogHoldsNoHeader(t *testing.T) {
	var out bytes.Buffer
	server := New(testSite(t), Options{Requests: &out})
	addr, stop := start(t, server)
	ask(t, addr, "/safety?secretquery", "Accept-Language: ar, secretlanguage", "Cookie: secretcookie=1", "Referer: secretreferer")
	ask(t, addr, "/x%0alevel=ERROR\xe2\x80\xa8y")
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("got %d lines, want 2:\n%s", len(lines), out.String())
	}
	for _, part := range []string{"method=GET", "path=/safety ", "status=200", "locale=ar", "duration="} {
		if !strings.Contains(lines[0], part) {
			t.Errorf("%s: no %s", lines[0], part)
		}
	}
	if strings.Contains(out.String(), "secret") {
		t.Errorf("the log tells what it must not:\n%s", out.String())
	}
}

func TestPanicIsA500InTheReadersLanguage(t *testing.T) {
	var out bytes.Buffer
	server := newServer(testSite(t), Options{Log: slog.New(slog.NewJSONHandler(&out, nil))}, func(s *Server, app *fiber.App) {
		app.Get("/safety", func(*fiber.Ctx) error { panic("on purpose") })
		s.readerRoutes(app)
	})
	addr, stop := start(t, server)
	got, body := ask(t, addr, "/safety", "Accept-Language: ar")
	if got.StatusCode != 500 || got.Header.Get("Content-Language") != "ar" || len(body) == 0 {
		t.Errorf("got %d in %q with %d bytes", got.StatusCode, got.Header.Get("Content-Language"), len(body))
	}
	if got.Header.Get("Content-Security-Policy") == "" || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers: %v", got.Header)
	}
	if next, _ := ask(t, addr, "/ar/safety"); next.StatusCode != 200 {
		t.Errorf("after the panic: got %d, want 200", next.StatusCode)
	}
	if err := stop(); err != nil || !strings.Contains(out.String(), "on purpose") {
		t.Errorf("stop: %v; log: %s", err, out.String())
	}
}

func TestBeforeTheFirstSnapshot(t *testing.T) {
	addr, _ := start(t, New(&site.Site{}, Options{}))
	for path, want := range map[string]int{"/": 503, "/ar/safety": 503, "/readyz": 503, "/livez": 200, "/sitemap.xml": 503,
		"/robots.txt": 503, "/assets/x": 503, "/..": 400} {
		got, _ := ask(t, addr, path)
		if got.StatusCode != want || got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: got %d, want %d", path, got.StatusCode, want)
		}
	}
}

// Pages about a problem are no place where a locale in which nothing is offered yet comes up, unless the URL names it; nor do near spellings lead to it.
func TestProblemsAreInALocaleThatIsOffered(t *testing.T) {
	content, locales := testTrees(t)
	locales["locales.toml"].Data = []byte(testLocales + "[[locale]]\ntag = \"uk\"\nname = \"Українська\"\n[[locale]]\ntag = \"fr-CA\"\nname = \"Français du Canada\"\n")
	s, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	addr, _ := start(t, New(s, Options{}))
	for path, want := range map[string]string{"/nope": "fr", "/uk/nope": "en", "/nope?": "fr"} {
		answer, body := ask(t, addr, path, "Accept-Language: uk, fr;q=0.5")
		if answer.StatusCode != 404 || answer.Header.Get("Content-Language") != want || bytes.Contains(body, []byte("/uk/")) != (path == "/uk/nope") {
			t.Errorf("%s: got %d in %s", path, answer.StatusCode, answer.Header.Get("Content-Language"))
		}
	}
	for path, want := range map[string]string{"/fr-BE/safety": "/fr/safety", "/fr_CH/safety": "/fr/safety", "/FR-ca/safety": "/fr-CA/safety", "/uk-UA/safety": "/uk/safety"} {
		if answer, _ := ask(t, addr, path); answer.StatusCode != 301 || answer.Header.Get("Location") != want {
			t.Errorf("%s: got %d to %s", path, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
}
