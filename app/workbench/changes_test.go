package workbench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
)

// read returns what a file holds.
func (b *bench) read(name string) string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(data)
}

// reload has the site take in what was written.
func (b *bench) reload() {
	b.t.Helper()
	if err := b.Site.Reload(corpus.Changes{}); err != nil {
		b.t.Fatal(err)
	}
}

// Who has a page before their eyes is told when it has changed, by whichever door; of other pages and languages they are not told.
func TestAnEditorsSaveReachesTheOpenPage(t *testing.T) {
	b := newBench(t)
	b.want(303, firstText, b.form(firstText, "Dormir le ayuda a sanar."))
	file := "locales/es/sleep.es.toml"
	change := func(change func()) map[string]bool {
		before := b.Site.Snapshot()
		change()
		b.reload()
		changed := map[string]bool{}
		for _, at := range []string{"es/sleep", "es/danger", "ar/sleep", "en/sleep", "en-XA/sleep", "es/sleep.intro.p1"} {
			tag, slug, _ := strings.Cut(at, "/")
			if differs(before, b.Site.Snapshot(), tag, slug) {
				changed[at] = true
			}
		}
		return changed
	}
	if got := change(func() {}); len(got) > 0 {
		t.Errorf("nothing has changed, and it is told of %v", got)
	}
	words := change(func() { b.write(file, strings.Replace(b.read(file), "Dormir le", "Dormir bien le", 1)) })
	if !words["es/sleep"] || words["es/danger"] || words["ar/sleep"] || words["en-XA/sleep"] {
		t.Errorf("of a translation it is told of %v", words)
	}
	english := change(func() { b.write("content/sleep.md", strings.Replace(fixturePage, "Sleep helps", "Sleeping helps", 1)) })
	if !english["en/sleep"] || !english["en-XA/sleep"] || !english["ar/sleep"] || english["es/danger"] {
		t.Errorf("of an English text it is told of %v", english)
	}
	if fault := change(func() { b.write(file, "[broken") }); !fault["es/sleep"] {
		t.Errorf("of a fault it is told of %v", fault)
	}
}
