package workbench

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/cputime"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workbench/team"
)

// repository returns a workbench of a copy of this repository's own site.
func repository(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir(), person: team.Local("Ada")}
	for _, name := range []string{"content", "locales"} {
		if err := os.CopyFS(filepath.Join(b.dir, name), os.DirFS("../../"+name)); err != nil {
			t.Fatal(err)
		}
	}
	return b.started()
}

// longest returns the longest text of a locale.
func (m *moment) longest(t testing.TB, tag string) (longest text) {
	t.Helper()
	l, ok := m.Locales.Find(tag)
	if !ok {
		t.Fatal(tag)
	}
	for _, slug := range m.slugs() {
		for _, p := range m.texts(l, slug) {
			if one := (text{place: p, unit: m.unit(p), own: m.served(p, l)}); len(one.own.Forms.Other) > len(longest.own.Forms.Other) {
				longest = one
			}
		}
	}
	return longest
}

// A keystroke is judged within 50 ms where nothing else runs: the longest text that is shipped in each language, and one as long as any may be. The limit
// here is ten times that, because machines differ and other tests run beside.
func TestLaw8ALetterIsCheckedAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures processor time, which the race detector multiplies")
	}
	m := repository(t).moment()
	for _, l := range m.Locales.Locales {
		if l.Tag == english {
			continue
		}
		longest := m.longest(t, l.Tag)
		words := longest.own.Forms
		for range 2 {
			if took := cputime.Least(3, func() { m.findings(longest, words, nil) }); took > 500*time.Millisecond {
				t.Errorf("%s, %d bytes: %v", l.Tag, len(words.Other), took)
			}
			words.Other = strings.Repeat(words.Other+" ", maxText/(len(words.Other)+1))
		}
	}
}

// BenchmarkSaved saves a text of this repository by its form, and makes the page that readers get of it. Its baseline writes the catalog alone.
func BenchmarkSaved(b *testing.B) {
	w := repository(b)
	t := w.moment().longest(b, "es")
	english, _ := w.open(w.moment(), t.place)
	b.Run("seen", func(b *testing.B) {
		was := english.own.Forms
		for i := 0; b.Loop(); i++ {
			words := catalog.Forms{Other: english.own.Forms.Other + strings.Repeat(" x", i%2)}
			w.want(303, t.path(), url.Values{"source": {catalog.Hash(t.unit.Source)}, "was": {catalog.Hash(was)}, "other": {words.Other}, "reason": {"it is a benchmark"}})
			now := w.Site.Snapshot()
			if page := now.Document(t.slug, t.locale.Index).Body(document.Identity).Bytes; i%2 == 1 && !bytes.Contains(page, []byte(" x<")) {
				b.Fatal("readers do not get it")
			}
			was = words
		}
	})
	b.Run("written", func(b *testing.B) {
		_, locales := w.folders()
		path := "es/" + t.slug + ".es.toml"
		old, err := os.ReadFile(filepath.Join(w.dir, "locales", path))
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; b.Loop(); i++ {
			now := append(bytes.TrimSpace(old), "\n# "+strconv.Itoa(i)+"\n"...)
			if err := locales.Apply([]store.Write{{Path: path, Old: old, New: now}}); err != nil {
				b.Fatal(err)
			}
			old = now
		}
	})
}
