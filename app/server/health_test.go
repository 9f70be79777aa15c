package server

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

func TestReadyzListsFaultsAndStaysReady(t *testing.T) {
	content, locales := testTrees(t)
	locales["ar/safety.ar.toml"] = &fstest.MapFile{Data: []byte("[safety.page.title]\nhash = \"\"\nother = \n")}
	s, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	addr, _ := start(t, New(s, Options{}))
	answer, body := ask(t, addr, "/readyz")
	var got readiness
	if err := json.Unmarshal(body, &got); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	if answer.StatusCode != 200 || got.Status != "degraded" || got.Loaded == nil || len(got.Faults) == 0 {
		t.Fatalf("got %d %s", answer.StatusCode, body)
	}
	first := got.Faults[0]
	if first.File != "locales/ar/safety.ar.toml" || first.Line != 3 || first.Column == 0 || first.Message == "" {
		t.Errorf("got %+v", first)
	}
	if page, _ := ask(t, addr, "/ar/safety"); page.StatusCode != 200 {
		t.Errorf("the page with the broken catalog: got %d, want 200", page.StatusCode)
	}
}

// A page that has no good version makes an instance unready that has just been started, until the page is mended; one that comes while it serves does not.
func TestReadyzAsksForAnotherInstanceWhereAPageHasNoVersion(t *testing.T) {
	content, locales := testTrees(t)
	good := content["safety.md"]
	content["safety.md"] = &fstest.MapFile{Data: []byte("no front matter\n")}
	s, err := site.New(store.Tree{FS: content, Name: "content"}, store.Tree{FS: locales, Name: "locales"}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	addr, _ := start(t, New(s, Options{}))
	for _, c := range []struct {
		name string
		file *fstest.MapFile
		want int
	}{{"new.md", content["safety.md"], 503}, {"safety.md", good, 200}, {"safety.md", content["safety.md"], 200}} {
		content[c.name] = c.file
		if err := s.Reload(corpus.Changes{}); err != nil {
			t.Fatal(err)
		}
		answer, body := ask(t, addr, "/readyz")
		if answer.StatusCode != c.want || (c.want == 503) != strings.Contains(string(body), `"unserved":["content/safety.md"]`) {
			t.Errorf("%s: got %d, want %d: %s", c.name, answer.StatusCode, c.want, body)
		}
	}
}

// TestLaw7OneSnapshotARequest reloads without a pause while readers ask: each answer is whole and of one snapshot.
func TestLaw7OneSnapshotARequest(t *testing.T) {
	s := testSite(t)
	addr, _ := start(t, New(s, Options{}))
	stop := make(chan struct{})
	var reloading, asking sync.WaitGroup
	reloading.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				if err := s.Reload(corpus.Changes{}); err != nil {
					t.Error(err)
					return
				}
			}
		}
	})
	for _, tag := range []string{"ar", "fr", "zh-Hans"} {
		asking.Go(func() {
			for range 50 {
				answer, body := ask(t, addr, "/safety", "Accept-Language: "+tag)
				if answer.StatusCode != 200 || answer.Header.Get("Content-Language") != tag || !strings.Contains(string(body), `<html lang="`+tag) {
					t.Errorf("%s: got %d in %q", tag, answer.StatusCode, answer.Header.Get("Content-Language"))
				}
			}
		})
	}
	asking.Wait()
	close(stop)
	reloading.Wait()
}
