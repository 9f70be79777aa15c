package server

import (
	"bufio"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// previewSite is the little site as a preview.
func previewSite(t *testing.T) *site.Site {
	t.Helper()
	content, locales := testTrees(t)
	s, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestPreviewEventsNameEveryVersion(t *testing.T) {
	s := previewSite(t)
	addr, stop := start(t, New(s, Options{Preview: true}))
	answer, err := http.Get("http://" + addr + "/preview/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || got != "text/event-stream" {
		t.Fatalf("%d %s", answer.StatusCode, got)
	}
	events := make(chan string, 10)
	go func() {
		defer close(events)
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if version, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				events <- version
			}
		}
	}()
	next := func() string {
		select {
		case v := <-events:
			return v
		case <-time.After(30 * time.Second):
			t.Fatal("no event")
			return ""
		}
	}
	if got := next(); got != s.Snapshot().Version() {
		t.Errorf("got version %q, want %q", got, s.Snapshot().Version())
	}
	if err := s.Reload(corpus.Changes{}); err != nil {
		t.Fatal(err)
	}
	if got := next(); got != s.Snapshot().Version() {
		t.Errorf("after a reload: got version %q, want %q", got, s.Snapshot().Version())
	}
	begin := time.Now()
	if err := stop(); err != nil || time.Since(begin) > 3*time.Second {
		t.Errorf("an open stream holds up the end: %v after %v", err, time.Since(begin))
	}
}

func TestPreviewAloneMayRunItsScript(t *testing.T) {
	get := func(addr, path string) (*http.Response, string) {
		answer, err := http.Get("http://" + addr + path)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, _ := io.ReadAll(answer.Body)
		return answer, string(body)
	}
	addr, _ := start(t, New(previewSite(t), Options{Preview: true}))
	answer, body := get(addr, "/en-XA/safety")
	if policy := answer.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "script-src 'self'; connect-src 'self'; ") || strings.Contains(policy, "unsafe") {
		t.Errorf("preview: %s", policy)
	}
	_, rest, _ := strings.Cut(body, `<script src="`)
	script, _, _ := strings.Cut(rest, `"`)
	if answer, body := get(addr, script); answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/javascript") || !strings.Contains(body, "EventSource") {
		t.Errorf("%s: %d", script, answer.StatusCode)
	}

	normal := serve(t, Options{})
	if answer, _ := get(normal, "/en/safety"); strings.Contains(answer.Header.Get("Content-Security-Policy"), "script-src") {
		t.Error("a normal site lets scripts run")
	}
	for _, path := range []string{"/preview/events", script, "/en-XA/safety"} {
		if answer, _ := get(normal, path); answer.StatusCode != 404 {
			t.Errorf("a normal site answers %s with %d", path, answer.StatusCode)
		}
	}
}

func TestAPreviewIsForThisMachineAlone(t *testing.T) {
	handler := New(previewSite(t), Options{Preview: true}).Handler()
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST.:1": 200, "a.localhost": 200, "127.0.0.1:8080": 200, "127.9.9.9": 200, "[::1]:8080": 200, "[::1]": 200,
		"parlance.test": 403, "localhost.example.org": 403, "10.0.0.1": 403, "[::2]:80": 403, "127.0.0.1.example.org": 403,
	} {
		ctx := hotRequest(t, "/ar/safety", nil)
		ctx.Request.Header.SetHost(host)
		handler(ctx)
		if got := ctx.Response.StatusCode(); got != want {
			t.Errorf("%s: got %d, want %d", host, got, want)
		}
	}
}
