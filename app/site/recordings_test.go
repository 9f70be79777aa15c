package site

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// record puts a recording of a text into the content tree.
func (f *fixture) record(slug, part, tag, text string) string {
	hash := strings.TrimPrefix(catalog.Hash(catalog.Forms{Other: text}), "sha1-")[:12]
	name := "audio/" + slug + "/" + part + "." + tag + "." + hash + ".mp3"
	f.Put(f.Content, name, string(sitetest.Silence(time.Second)))
	return name
}

// players returns the elements of a document that play recordings, by the part of the page whose text they read.
func players(root *html.Node) map[string]*html.Node {
	found := map[string]*html.Node{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "audio" {
			found[attr(n, "data-of")] = n
		}
	}
	return found
}

// A page plays the recordings of exactly the texts that it shows, beside them, with controls that need no script, in its own language, and named for ears.
func TestAPagePlaysTheRecordingsOfItsTexts(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		want := map[string]string{ // part and its text
			"page.title": "عنوان", "page.summary": "ملخص.", "intro.p1": "فقرة مع [رابط](/second).", "a-heading.heading": "قسم", "a-heading.li1": "بند أول",
			"a-heading.q1": "اقتباس.", "a-heading.img1": "رسم ركبة",
		}
		first := f.load()
		for part, text := range want {
			f.record("page", part, "ar", text)
		}
		f.record("page", "a-heading.li2", "ar", "another text")
		f.record("page", "a-heading.heading", "en", "A heading")
		s := f.load()
		root, source := read(t, s, "page", "ar")
		if strings.Count(source, `id="ui.recording" hidden`) != 1 {
			t.Error("no words that name the recordings")
		}
		found := players(root)
		for part := range want {
			n := found[part]
			if n == nil {
				t.Errorf("%s is not played", part)
				continue
			}
			if attr(n, "preload") != "none" || !strings.HasPrefix(attr(n, "src"), "/assets/"+part+".ar.") || inherited(n, "lang") != "ar" || !strings.HasPrefix(attr(n, "aria-labelledby"), "ui.recording ") {
				t.Errorf("%s: %v in %s", part, n.Attr, inherited(n, "lang"))
			}
			name, _ := elementText(root, "", "id", "ui.recording")
			if _, self := elementText(root, "", "id", attr(n, "id")); self != n || attr(n, "aria-label") == "" || name == "" {
				t.Errorf("%s has no name", part)
			}
			if _, ok := s.Recording(strings.TrimPrefix(attr(n, "src"), "/assets/")); !ok {
				t.Errorf("%s: nothing is at %s", part, attr(n, "src"))
			}
			if of, _ := elementText(root, "", "id", part); of == "" {
				t.Errorf("nothing has the id %s", part)
			}
		}
		if len(found) != len(want) {
			t.Errorf("%d recordings are played, want %d", len(found), len(want))
		}
		if _, source := read(t, s, "page", "en"); strings.Count(source, "<audio") != 1 {
			t.Error("English readers do not hear the English heading")
		}
		if root, _ := read(t, s, "page", "es"); inherited(players(root)["a-heading.heading"], "lang") != "en" {
			t.Error("where readers get English, they hear it, and the page says so (law 6)")
		}
		if _, source := read(t, s, "second", "ar"); strings.Contains(source, "<audio") || strings.Contains(source, "ui.recording") {
			t.Error("another page plays something")
		}
		if names := s.PlayedRecordings(); len(names) != len(want)+1 {
			t.Errorf("what is played: %v", names)
		}
		if _, before := read(t, first, "page", "ar"); strings.Contains(before, "<audio") {
			t.Error("a snapshot has changed")
		}
	})
}

// A recording that comes, changes or goes makes the documents of its page anew, and no others.
func TestARecordingMakesItsPageAnew(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	s := f.load()
	page, second := s.Document("page", 0), s.Document("second", 0)
	step := func(what string) {
		t.Helper()
		s := f.load()
		if s.Document("page", 0) == page {
			t.Errorf("%s: the page stays", what)
		}
		if s.Document("second", 0) != second {
			t.Errorf("%s: another page is made anew", what)
		}
		page = s.Document("page", 0)
		if f.load().Document("page", 0) != page {
			t.Errorf("%s: nothing has changed since, and the page is made anew", what)
		}
	}
	name := f.record("page", "intro.p1", "en", "First paragraph with [a link](/second).")
	step("it comes")
	f.Put(f.Content, name, string(sitetest.Silence(2*time.Second)))
	step("it changes")
	f.Remove(f.Content, name)
	step("it goes")
}

// The addresses of recordings have the prefix of the site.
func TestRecordingsHaveThePrefixOfTheSite(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.record("page", "page.title", "en", "One title here")
	content, locales := f.Trees()
	s, err := New(content, locales, Options{Origin: "https://example.org/guides"})
	if err != nil {
		t.Fatal(err)
	}
	if root, _ := read(t, s.Snapshot(), "page", "en"); !strings.HasPrefix(attr(players(root)["page.title"], "src"), "/guides/assets/page.title.en.") {
		t.Errorf("%v", players(root)["page.title"].Attr)
	}
}

// What is no recording is logged once, as a warning, and is no fault of the site; recordings are not kept over a restart.
func TestRefusedRecordingsAreWarnings(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Put(f.Content, "audio/page/bad.mp3", "x")
	f.record("page", "page.title", "en", "One title here")
	var log bytes.Buffer
	content, locales := f.Trees()
	s, err := New(content, locales, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s.Reload(corpus.Changes{})
	}
	if n := strings.Count(log.String(), "level=WARN"); n != 1 || !strings.Contains(log.String(), "audio/page/bad.mp3") || len(s.Snapshot().Faults) > 0 {
		t.Errorf("%d warnings, faults %v:\n%s", n, s.Snapshot().Faults, log.String())
	}
	for _, k := range s.reader.Unsaved() {
		if strings.HasPrefix(k.Path, "audio/") {
			t.Errorf("%s is kept", k.Path)
		}
	}
}
