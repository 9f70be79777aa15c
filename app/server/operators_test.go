package server

import (
	"strings"
	"testing"
	"testing/fstest"

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
