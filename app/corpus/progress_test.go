package corpus

import (
	"fmt"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// reviewDay is the day of the tests.
var reviewDay = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// readTrees reads the trees of a site.
func readTrees(t *testing.T, f *sitetest.Fixture) *Corpus {
	t.Helper()
	src, err := NewReader(f.Trees()).Read(Changes{})
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func TestProgressCountsEveryState(t *testing.T) {
	f := sitetest.New(t)
	f.Sync()
	f.Translate("es", "page", "One title here", "Un título aquí")
	f.Translate("es", "page", "item one", "elemento uno")
	f.Translate("es", "page", "item two", "elemento dos")
	sign := catalog.SignOff{Key: "page.page.title", Source: catalog.Hash(catalog.Forms{Other: "One title here"}),
		Text: catalog.Hash(catalog.Forms{Other: "Un título aquí"}), By: "Ana", At: reviewDay}
	lines, err := catalog.Record{SignOff: sign}.Line()
	if err != nil {
		t.Fatal(err)
	}
	f.Put(f.Locales, LedgerPath("es"), string(lines))
	f.Edit(f.Content, "page.md", "- item two", "- item two now")
	f.Sync()

	src := readTrees(t, f)
	es, _ := src.Locales.Find("es")
	got := src.Progress(es, everything)[0]
	want := Tally{Source: Amount{8, 3 + 3 + 5 + 2 + 2 + 3 + 3 + 5}, Reviewed: Amount{1, 3}, Draft: Amount{1, 2}, Outdated: Amount{1, 3}, Missing: Amount{5, 3 + 5 + 2 + 3 + 5}}
	if got.Tally != want {
		t.Errorf("got  %+v\nwant %+v", got.Tally, want)
	}
	if got.File != "locales/es/page.es.toml" || got.Next.Line == 0 || got.Slug != "page" {
		t.Errorf("got %+v", got)
	}
	if want := 5.0 / 26; got.Coverage() != want {
		t.Errorf("coverage %v, want %v", got.Coverage(), want)
	}
	mexico, _ := src.Locales.Find("es-MX")
	if p := src.Progress(mexico, everything)[0]; p.ToDo() != 8 {
		t.Errorf("es-MX counts what is its parent's: %+v", p.Tally)
	}
}

func TestProgressTakesAnIncompletePluralForMissing(t *testing.T) {
	f := sitetest.New(t)
	f.Put(f.Locales, "en/ui.en.toml", string(f.Locales["en/ui.en.toml"].Data)+"\n[ui.test.count]\none = \"{{.Count}} cell\"\nother = \"{{.Count}} cells\"\n")
	hash := catalog.Hash(catalog.Forms{One: "{{.Count}} cell", Other: "{{.Count}} cells"})
	entry := fmt.Sprintf("[ui.test.count]\nhash = %q\nzero = \"a\"\none = \"b\"\ntwo = \"c\"\nfew = \"d\"\nother = \"{{.Count}} f\"\n", hash)
	f.Put(f.Locales, "ar/ui.ar.toml", entry)
	ui := func() Progress {
		src := readTrees(t, f)
		ar, _ := src.Locales.Find("ar")
		list := src.Progress(ar, everything)
		return list[len(list)-1]
	}
	if p := ui(); p.Draft.Segments != 0 || p.Next.Line != 1 {
		t.Errorf("without many: %+v", p)
	}
	f.Put(f.Locales, "ar/ui.ar.toml", entry+"many = \"e\"\n")
	if p := ui(); p.Draft.Segments != 1 {
		t.Errorf("with all six: %+v", p)
	}
}

func TestOverdueNamesTheLine(t *testing.T) {
	f := sitetest.New(t)
	f.Edit(f.Content, "page.md", "order = 1\n", "order = 1\nreview_by = 2026-11-21\n")
	f.Edit(f.Content, "second.md", "order = 2\n", "order = 2\nreview_by = 2026-11-22\n")
	list := readTrees(t, f).Overdue(reviewDay)
	if len(list) != 1 || list[0].Slug != "page" || list[0].ReviewByLine() != 5 {
		t.Errorf("on the day itself a page is not overdue: got %+v", list)
	}
	if list := readTrees(t, f).Overdue(reviewDay.Add(24 * time.Hour)); len(list) != 2 {
		t.Errorf("the day after: got %+v", list)
	}
}

func everything(page, key string) bool { return true }
