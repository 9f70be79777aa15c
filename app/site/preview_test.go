package site

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/store"
)

// previewed returns the site of the fixture as a preview.
func (f *fixture) previewed() *Site {
	f.t.Helper()
	content, locales := f.Trees()
	s, err := New(content, locales, Options{Origin: "https://example.org", Now: func() time.Time { return today }, Preview: true})
	if err != nil {
		f.t.Fatal(err)
	}
	return s
}

// notesOf reads the notes of a document.
func notesOf(t *testing.T, source string) (version string, faults []string, notes map[string]render.Note) {
	t.Helper()
	_, rest, ok := strings.Cut(source, `id="preview.data">`)
	text, _, _ := strings.Cut(rest, "</script>")
	var data struct {
		Version string
		Faults  []string
		Notes   []render.Note
	}
	if err := json.Unmarshal([]byte(text), &data); !ok || err != nil {
		t.Fatalf("no notes: %v", err)
	}
	notes = map[string]render.Note{}
	for _, n := range data.Notes {
		notes[n.ID] = n
	}
	return data.Version, data.Faults, notes
}

func TestPreviewTellsOfEverySegment(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Translate("es", "page", "item one", "elemento uno  9")
	f.Translate("es", "page", "item two", "elemento dos")
	f.Edit(f.Content, "page.md", "- item two", "- item two now")
	f.Sync()
	s := f.previewed().Snapshot()
	root, source := read(t, s, "page", "es")
	_, _, notes := notesOf(t, source)
	states := map[string]string{}
	for n := range root.Descendants() {
		if key := attr(n, "data-segment"); key != "" {
			states[key] = attr(n, "data-state")
			if _, ok := notes[key]; !ok {
				t.Errorf("%s is marked and has no note", key)
			}
		}
	}
	for _, key := range s.Page("page").Keys[2:] {
		if states["es/"+key] == "" {
			t.Errorf("%s is not marked", key)
		}
	}
	var draft, outdated *render.Note
	for _, n := range notes {
		switch n.State {
		case "draft":
			draft = &n
		case "outdated":
			outdated = &n
		}
	}
	if draft == nil || draft.English != "item one" || draft.File != "locales/es/page.es.toml" || draft.Line == 0 || draft.Place != "content/page.md:13" {
		t.Errorf("draft: %+v", draft)
	}
	if draft != nil && len(draft.Findings) < 2 {
		t.Errorf("the number and the spaces were not found: %+v", draft.Findings)
	}
	if outdated == nil || outdated.English != "item two now" {
		t.Errorf("outdated: %+v", outdated)
	}
}

func TestPreviewTellsOfFaultsAndNewVersions(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	site := f.previewed()
	_, source := read(t, site.Snapshot(), "page", "es")
	before, _, _ := notesOf(t, source)
	f.Put(f.Locales, "es/page.es.toml", "[broken")
	if err := site.Reload(corpus.Changes{}); err != nil {
		t.Fatal(err)
	}
	_, source = read(t, site.Snapshot(), "page", "es")
	after, faults, _ := notesOf(t, source)
	if before == after || after != site.Snapshot().Version() {
		t.Errorf("versions %q and %q, the snapshot's is %q", before, after, site.Snapshot().Version())
	}
	if len(faults) != 1 || !strings.HasPrefix(faults[0], "locales/es/page.es.toml:1:") {
		t.Errorf("faults: %q", faults)
	}
}

// additions matches everything that a preview writes into a document in a locale that is really served.
var additions = regexp.MustCompile(` data-segment="[^"]*" data-state="[a-z]*"( tabindex="0")?` +
	`|<link rel="stylesheet" href="/assets/preview[^>]*>\n|<script (?:src|type="application/json").*</script>\n|<li><a href="/[^"\n]*(?:en-XA|ar-XB)[^\n]*</li>\n`)

func TestNormalDocumentsHoldNoTraceOfThePreview(t *testing.T) {
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS("../../" + name), Name: name} }
	options := Options{Origin: "https://example.org", Now: func() time.Time { return today }, Preview: true}
	site, err := New(tree("content"), tree("locales"), options)
	if err != nil {
		t.Fatal(err)
	}
	normal, preview := repository(t), site.Snapshot()
	for _, l := range normal.Locales.Locales {
		for slug := range normal.documents {
			_, plain := read(t, normal, slug, l.Tag)
			if at := regexp.MustCompile(`(?i)preview|data-segment|data-state|<script (?:src|type="application/json")|en-XA|ar-XB`).FindString(plain); at != "" {
				t.Errorf("%s/%s holds %q", l.Tag, slug, at)
			}
			if _, marked := read(t, preview, slug, l.Tag); additions.ReplaceAllString(marked, "") != plain {
				t.Errorf("%s/%s: the preview changes more than it adds", l.Tag, slug)
			}
		}
	}
	_, marked := read(t, preview, render.Home, "en")
	names := regexp.MustCompile(`/assets/(preview[^"]+)`).FindAllStringSubmatch(marked, -1)
	for _, name := range names {
		if _, ok := normal.Asset(name[1]); ok {
			t.Errorf("/assets/%s is served by a normal site", name[1])
		}
	}
	if len(names) != 2 {
		t.Errorf("the preview's own files: %v", names)
	}
	if string(normal.Sitemap().Body(document.Identity).Bytes) != string(preview.Sitemap().Body(document.Identity).Bytes) {
		t.Error("the sitemap differs")
	}
}

func TestPseudoLocalesAreWholeAndNeverNegotiated(t *testing.T) {
	f := newFixture(t)
	f.Edit(f.Content, "page.md", "order = 1", "order = 1\ncritical = true")
	f.Sync()
	site := f.previewed()
	s := site.Snapshot()
	for tag, dir := range map[string]string{"en-XA": "ltr", "ar-XB": "rtl"} {
		root, source := read(t, s, "page", tag)
		_, top := elementText(root, "html", "", "")
		if attr(top, "lang") != tag || attr(top, "dir") != dir {
			t.Errorf("<html lang=%q dir=%q>", attr(top, "lang"), attr(top, "dir"))
		}
		if strings.Contains(source, `class="notice"`) && strings.Contains(source, `article lang="en"`) {
			t.Errorf("%s: parts stand in English", tag)
		}
		if _, n := elementText(root, "a", "href", "/"+tag+"/second"); n == nil {
			t.Errorf("%s: the link to another page is gone", tag)
		}
		l, _ := s.Locales.Find(tag)
		if offered, _ := s.Publishable("page"); offered.Has(l.Index) {
			t.Errorf("%s is offered", tag)
		}
	}
	offered, _ := s.Publishable("page")
	for header, want := range map[string]string{"ar-XB": "en", "en-XA,en;q=0.5": "en"} {
		if got := s.Locales.Locales[s.Chooser.Choose(header, offered)].Tag; got != want {
			t.Errorf("%s gets %s, want %s", header, got, want)
		}
	}
	f.Edit(f.Content, "page.md", "First paragraph", "Another beginning")
	if err := site.Reload(corpus.Changes{Content: []string{"page.md"}, Locales: []string{}}); err != nil {
		t.Fatal(err)
	}
	if _, source := read(t, site.Snapshot(), "page", "en-XA"); !strings.Contains(source, "Åñöţĥéŕ ƀéĝîññîñĝ") {
		t.Error("a saved page does not reach the pseudo-locale before sync")
	}
}

func TestPreviewTellsOfBothLanguagesSideBySide(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Translate("es", "page", "item one", "elemento uno")
	s := f.previewed().Snapshot()
	es, _ := s.Locales.Find("es")
	doc := s.SideBySide("page", es.Index, s.Locales.English().Index)
	_, _, notes := notesOf(t, string(doc.Body(document.Identity).Bytes))
	for _, key := range s.Page("page").Keys[2:] {
		if notes["es/"+key].State == "" || notes["en/"+key].State != "english" {
			t.Errorf("%s: %q beside %q", key, notes["es/"+key].State, notes["en/"+key].State)
		}
	}
}
