package server

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

func TestMetricsTellWhatWasAnswered(t *testing.T) {
	s := New(testSite(t), Options{})
	for _, c := range hot {
		ctx := hotRequest(t, c.path, c.headers)
		s.Handler()(ctx)
	}
	var w strings.Builder
	s.writeMetrics(&w)
	for _, want := range []string{
		`parlance_requests_total{locale="ar",group="guide",status="2xx"} 1`, `parlance_requests_total{locale="ar",group="guide",status="304"} 1`,
		`parlance_requests_total{locale="zh-Hans",group="guide",status="2xx"} 2`, `parlance_requests_total{locale="fr",group="home",status="2xx"} 1`, "parlance_reloads_total 1", "parlance_build_info{",
	} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("no %s in\n%s", want, w.String())
		}
	}
}

func TestTheOperatorsListenerIsForThisMachineAlone(t *testing.T) {
	if err := New(testSite(t), Options{}).ServeOps(t.Context(), "0.0.0.0:0"); err == nil {
		t.Error("the operator's listener can be reached by others")
	}
}

// F8: nobody but who sits at this machine reads metrics and profiles, no page in his browser either, and no profile takes for ever.
func TestTheOperatorsListenerAnswersNoStranger(t *testing.T) {
	app := New(testSite(t), Options{}).operatorsApp()
	handler := app.Handler()
	for _, c := range []struct {
		path, host, site string
		status           int
	}{
		{"/metrics", "localhost:6060", "", 200}, {"/metrics", "127.0.0.1:6060", "none", 200}, {"/debug/pprof/", "[::1]:6060", "same-origin", 200},
		{"/metrics", "rebind.evil", "", 403}, {"/metrics", "rebind.evil:6060", "none", 403}, {"/debug/pprof/heap", "127.0.0.1.evil", "", 403},
		{"/metrics", "parlance", "", 403}, {"/metrics", "192.0.2.1", "", 403},
		{"/metrics", "localhost:6060", "cross-site", 403}, {"/debug/pprof/cmdline", "localhost:6060", "same-site", 403},
		{"/debug/pprof/profile?seconds=61", "localhost", "", 400}, {"/debug/pprof/trace?seconds=1e9", "localhost", "", 400},
		{"/debug/pprof/heap?%73econds=86400", "localhost", "", 400}, {"/debug/pprof/heap?gc=1&seconds=-1", "localhost", "", 400},
		{"/debug/pprof/heap?seconds=0&seconds=100", "localhost", "", 400}, {"/debug/pprof/trace?seconds=NaN", "localhost", "", 400},
		{"/debug/pprof/goroutine?debug=1", "localhost", "", 200},
		{"/debug/pprof//evil.example/", "localhost", "", 404}, {"/nowhere", "localhost", "", 404},
	} {
		ctx := hotRequest(t, c.path, nil)
		ctx.Request.Header.SetHost(c.host)
		if c.site != "" {
			ctx.Request.Header.Set("Sec-Fetch-Site", c.site)
		}
		handler(ctx)
		if got := ctx.Response.StatusCode(); got != c.status {
			t.Errorf("%s of %s, %s: got %d %q, want %d", c.path, c.host, c.site, got, ctx.Response.Body(), c.status)
		}
		if got := string(ctx.Response.Header.Peek(headers.CORP)); got != "same-origin" {
			t.Errorf("%s: %s is %q", c.path, headers.CORP, got)
		}
	}
}

func TestTheOperatorsListenerIsReadOnlyAndSurvivesAPanic(t *testing.T) {
	app := New(testSite(t), Options{}).operatorsApp()
	app.Get("/panic", func(*fiber.Ctx) error { panic("for the test") })
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", "/metrics", 200, ""},
		{"GET", "/debug/pprof/", 200, ""},
		{"HEAD", "/debug/pprof/cmdline", 200, ""},
		{"GET", "/<b>", 404, ""},
		{"GET", "/panic", 500, ""},
		{"POST", "/metrics", 405, "GET, HEAD"},
		{"POST", "/debug/pprof/symbol", 405, "GET, HEAD"},
	} {
		answer, err := app.Test(&http.Request{Method: c.method, URL: &url.URL{Path: c.path}, Host: "localhost", Header: http.Header{}})
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(answer.Body)
		if answer.StatusCode != c.status || answer.Header.Get("Allow") != c.allow {
			t.Errorf("%s %s: got %d, allowed %q", c.method, c.path, answer.StatusCode, answer.Header.Get("Allow"))
		}
		if c.status >= 400 && (answer.Header.Get("X-Content-Type-Options") != "nosniff" || string(body) != http.StatusText(c.status)+"\n") {
			t.Errorf("%s %s: got %v %q", c.method, c.path, answer.Header, body)
		}
	}
	for _, c := range []struct {
		err    error
		status int
	}{{&fasthttp.ErrSmallBuffer{}, 431}, {fasthttp.ErrBodyTooLarge, 413}, {fasthttp.ErrTimeout, 408}, {io.ErrUnexpectedEOF, 400}} {
		var ctx fasthttp.RequestCtx
		if app.Server().ErrorHandler(&ctx, c.err); ctx.Response.StatusCode() != c.status {
			t.Errorf("%v: got %d, want %d", c.err, ctx.Response.StatusCode(), c.status)
		}
	}
}

func TestThePublicListenerHasNoMetrics(t *testing.T) {
	handler := New(testSite(t), Options{}).Handler()
	for _, path := range []string{"/metrics", "/debug/pprof/"} {
		ctx := hotRequest(t, path, nil)
		handler(ctx)
		if got := ctx.Response.StatusCode(); got != 404 {
			t.Errorf("%s: got %d", path, got)
		}
	}
}

// TestMetricsTellWhatReadersMiss takes a text out of a catalog, spoils the hash of another, and looks at the page three times.
func TestMetricsTellWhatReadersMiss(t *testing.T) {
	content, locales := testTrees(t)
	lines := strings.Split(string(locales["ar/safety.ar.toml"].Data), "\n")
	hashes := 0
	for i, line := range lines {
		if !strings.HasPrefix(line, "hash = ") {
			continue
		}
		switch hashes++; hashes {
		case 3:
			lines[i+1] = `other = ""`
		case 4:
			lines[i] = `hash = "sha1-0000000000000000000000000000000000000000"`
		}
	}
	locales["ar/safety.ar.toml"] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	of, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := New(of, Options{})
	for _, path := range []string{"/ar/safety", "/ar/safety", "/safety", "/fr/safety", "/ar/guides/sleep"} {
		s.Handler()(hotRequest(t, path, [][2]string{{"Accept-Language", "en"}}))
	}
	s.Handler()(hotRequest(t, "/ar/safety", [][2]string{{"If-None-Match", "*"}}))
	var w strings.Builder
	s.writeMetrics(&w)
	for _, want := range []string{
		`parlance_fallback_segments_met_total{page="safety",locale="ar"} 6`, `parlance_outdated_segments_met_total{page="safety",locale="ar"} 3`,
	} {
		if !strings.Contains(w.String(), want+"\n") {
			t.Errorf("no %s in\n%s", want, w.String())
		}
	}
	if n := strings.Count(w.String(), "segments_met_total{"); n != 2 {
		t.Errorf("%d lines of gaps:\n%s", n, w.String())
	}
}
