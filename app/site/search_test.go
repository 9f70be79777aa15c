package site

import (
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
)

// find returns what readers of a locale find.
func find(t *testing.T, s *Snapshot, tag, query string) render.SearchResults {
	t.Helper()
	l, ok := s.Locales.Find(tag)
	if !ok {
		t.Fatalf("no locale %s", tag)
	}
	return s.Search(l.Index, query, 1)
}

// keysOf returns the keys of hits, those in English with a mark.
func keysOf(r render.SearchResults) string {
	var keys []string
	for _, h := range r.Hits {
		key := h.Page.Keys[h.Segment]
		if h.English {
			key = "en:" + key
		}
		keys = append(keys, key)
	}
	return strings.Join(keys, " ")
}

func TestLaw2AWithdrawnTextIsGoneFromResultsWithTheReload(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Translate("es", "page", "item one", "primer elemento")
	f.load()
	if got := keysOf(find(t, f.site.Snapshot(), "es", "elemento")); got != "page.a-heading.li1" {
		t.Fatalf("found %q", got)
	}
	before := f.site.Snapshot()
	f.Edit(f.Content, "page.md", "item one", "item number one")
	f.Sync()
	now := f.load()
	if got := keysOf(find(t, now, "es", "elemento")); got != "" {
		t.Errorf("a withdrawn text is found: %q", got)
	}
	if got := keysOf(find(t, now, "es", "number")); got != "en:page.a-heading.li1" {
		t.Errorf("the English for it: %q", got)
	}
	if got := keysOf(find(t, before, "es", "elemento")); got != "page.a-heading.li1" {
		t.Errorf("a request that began before sees another snapshot: %q (law 7)", got)
	}
}

// A draft that a critical page holds back is English for readers, in results too (R42).
func TestHeldDraftsAreFoundInEnglishOnly(t *testing.T) {
	f := newFixture(t)
	f.Edit(f.Content, "page.md", "order = 1", "order = 1\ncritical = true")
	f.Sync()
	f.Translate("es", "page", "item one", "primer elemento")
	s := f.load()
	if got := keysOf(find(t, s, "es", "elemento")); got != "" {
		t.Errorf("a held draft is found: %q", got)
	}
	if got := keysOf(find(t, s, "es", "item")); got != "en:page.a-heading.li1 en:page.a-heading.li2" {
		t.Errorf("the English: %q", got)
	}
}

func TestAReloadIndexesAnewOnlyWhatChanged(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	before := f.load()
	arabic, _ := before.Locales.Find("ar")
	find(t, before, "ar", "one")
	old := before.searchIndex(arabic.Index)
	f.Translate("ar", "second", "Other text.", "كلام جديد.")
	now := f.load()
	x := now.searchIndex(arabic.Index)
	if x.pages[0] != old.pages[0] || x.pages[1] == old.pages[1] {
		t.Error("the page that did not change was indexed anew, or the other one was not")
	}
	if got := keysOf(find(t, now, "ar", "جديد")); got != "second.intro.p1" {
		t.Errorf("found %q", got)
	}
	f.site.Reload(corpus.Changes{Content: []string{}, Locales: []string{}})
	if f.site.Snapshot().searchIndex(arabic.Index) != x {
		t.Error("an index in which nothing changed was made anew")
	}
}

// The words of former texts do not stay for ever (law 8).
func TestADictionaryForgetsFormerTexts(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.load()
	english := f.site.Snapshot().Locales.English().Index
	first := f.site.Snapshot().searchIndex(english).own.dictionary
	for i := range 40 {
		f.Edit(f.Content, "second.md", "Other text", strings.Repeat("Word"+strings.Repeat("x", i)+" ", 3)+"Other text")
		f.Sync()
		x := f.load().searchIndex(english)
		if x.own.dictionary.Size() > (maxStale+1)*x.own.fresh {
			t.Fatalf("%d bytes of words, %d when it was new", x.own.dictionary.Size(), x.own.fresh)
		}
	}
	if f.site.Snapshot().searchIndex(english).own.dictionary == first {
		t.Log("the dictionary is the first one still")
	}
}

func TestLaw8IndexesShareTheBoundOfDocuments(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	content, locales := f.Trees()
	s, err := New(content, locales, Options{CacheSize: 20 << 10})
	if err != nil {
		t.Fatal(err)
	}
	now := s.Snapshot()
	for range 3 {
		for i := range now.Locales.Locales {
			now.Search(i, "one", 1)
			now.Document("page", i)
			if st := s.Stats(); st.Bytes > st.Limit {
				t.Fatalf("%d bytes are kept, the bound is %d", st.Bytes, st.Limit)
			}
		}
	}
	if s.Stats().Evicted == 0 {
		t.Error("nothing was evicted")
	}
}

// Everything that a search page shows stands in its true language, and its links lead to the text that was found.
func TestLaw6SearchPages(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	s := f.load()
	l, _ := s.Locales.Find("ar")
	for _, query := range []string{"one", "نص", "summary", "another"} {
		r := s.Search(l.Index, query, 1)
		html := string(s.SearchPage(l, r).Body(document.Identity).Bytes)
		for _, h := range r.Hits {
			href := `href="/ar/` + h.Page.Slug + "#" + strings.TrimPrefix(h.Page.Keys[h.Segment], h.Page.Slug+".") + `"`
			if !strings.Contains(html, href) {
				t.Errorf("%s: no %s", query, href)
			}
			if h.English != (h.Found.Locale.Tag == "en") {
				t.Errorf("%s: %q is said to be English: %v", query, h.Found.Text, h.English)
			}
		}
	}
}
