package site

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/store"
)

func TestR41ABrokenFileCostsItsTranslationsNothing(t *testing.T) {
	for name, broken := range map[string]string{
		"no TOML":         "[page.intro.p1\nother = \"x\"\n",
		"a duplicate key": "[page.intro.p1]\nother = \"a\"\n[page.intro.p1]\nother = \"b\"\n",
		"a reserved word": "[page.other.p1]\nother = \"a\"\n",
		"emptied":         "\n",
		"not UTF-8":       "[page.intro.p1]\nother = \"\xff\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.Sync()
			f.Arabic()
			_, before := read(t, f.load(), "page", "ar")
			good := string(f.Locales["ar/page.ar.toml"].Data)
			f.Put(f.Locales, "ar/page.ar.toml", broken)
			s := f.load()
			if _, now := read(t, s, "page", "ar"); now != before {
				t.Error("a broken file changed what readers see")
			}
			if len(s.Faults) != 1 || s.Faults[0].File != "locales/ar/page.ar.toml" || s.Faults[0].Line == 0 || s.Faults[0].Col == 0 {
				t.Errorf("faults: %v", s.Faults)
			}
			f.Put(f.Locales, "ar/page.ar.toml", strings.Replace(good, "اقتباس.", "اقتباس جديد.", 1))
			s = f.load()
			if _, now := read(t, s, "page", "ar"); !strings.Contains(now, "اقتباس جديد.") || len(s.Faults) != 0 {
				t.Errorf("the mended file is not served, faults %v", s.Faults)
			}
		})
	}
}

// Law 9, R40: a text that may not be published is English for readers, and what else was saved in its file is served.
func TestLaw9ATextAtFaultCostsItsEntryAlone(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		const name = "ar/page.ar.toml"
		good := string(f.Locales[name].Data)
		for _, flaw := range []string{"\u202aMSC\u202c", "{{range .X}}", "\u2067"} {
			f.Put(f.Locales, name, strings.NewReplacer("اقتباس.", "اقتباس جديد.", "other = \"فقرة", "other = \""+flaw+" فقرة").Replace(good))
			if string(f.Locales[name].Data) == good {
				t.Fatal("nothing was replaced")
			}
			s := f.load()
			_, now := read(t, s, "page", "ar")
			if !strings.Contains(now, "اقتباس جديد.") || strings.Contains(now, "MSC") || strings.Contains(now, "{{") || len(s.Faults) != 1 {
				t.Errorf("%q: faults %v", flaw, s.Faults)
			}
			f.Put(f.Locales, name, good)
			if s := f.load(); len(s.Faults) > 0 {
				t.Errorf("mended: %v", s.Faults)
			}
		}
	})
}

func TestLaw7ABrokenPageOrTableLeavesTheLastGoodOne(t *testing.T) {
	for name, f := range map[string]func(f *fixture){
		"no title":              func(f *fixture) { f.Edit(f.Content, "page.md", `title = "One title here"`, "") },
		"an unknown field":      func(f *fixture) { f.Edit(f.Content, "page.md", "order = 1", "order = 1\ncolour = 2") },
		"not UTF-8":             func(f *fixture) { f.Edit(f.Content, "page.md", "item one", "item \xff one") },
		"a broken table":        func(f *fixture) { f.Edit(f.Locales, "locales.toml", "min_coverage", "[[") },
		"a table with no names": func(f *fixture) { f.Edit(f.Locales, "locales.toml", `name = "English"`, "") },
	} {
		t.Run(name, func(t *testing.T) {
			x := newFixture(t)
			x.Sync()
			x.Arabic()
			_, before := read(t, x.load(), "page", "ar")
			f(x)
			s := x.load()
			if _, now := read(t, s, "page", "ar"); now != before {
				t.Error("readers see another page")
			}
			if len(s.Faults) != 1 || s.Faults[0].Line == 0 {
				t.Errorf("faults: %v", s.Faults)
			}
		})
	}
}

func TestFaultsOfTheTrees(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(f *fixture)
		want  string
	}{
		"two pages with one slug":  {func(f *fixture) { f.Put(f.Content, "page.MD", sitetest.PageFile) }, "slug"},
		"a locale not in the list": {func(f *fixture) { f.Put(f.Locales, "fr/page.fr.toml", "") }, "locales.toml"},
		"no language":              {func(f *fixture) { f.Put(f.Locales, "zz1/page.zz1.toml", "") }, "locales.toml"},
		"a tag spelled otherwise":  {func(f *fixture) { f.Put(f.Locales, "es-mx/page.es-mx.toml", "") }, "es-MX"},
		"a page named like a tag":  {func(f *fixture) { f.Put(f.Content, "ar.md", sitetest.PageFile) }, "ar"},
		"a misnamed catalog":       {func(f *fixture) { f.Put(f.Locales, "ar/page.toml", "") }, "page"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.Sync()
			c.spoil(f)
			s := f.load()
			if len(s.Faults) != 1 || !strings.Contains(s.Faults[0].Error(), c.want) || s.Faults[0].Line == 0 {
				t.Errorf("faults: %v", s.Faults)
			}
		})
	}
}

func TestAFaultIsLoggedOnce(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	var log bytes.Buffer
	content, locales := f.Trees()
	s, err := New(content, locales, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	f.Put(f.Locales, "ar/page.ar.toml", "[broken")
	for range 3 {
		s.Reload(corpus.Changes{})
	}
	if n := strings.Count(log.String(), "ar/page.ar.toml:1:"); n != 1 {
		t.Errorf("the fault was logged %d times:\n%s", n, log.String())
	}
}

func TestLaw7ARequestSeesOneSnapshotInAReloadStorm(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	f.load()
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				s := f.site.Snapshot()
				first := s.Document("page", 1).Body(document.Identity)
				if again := s.Document("page", 1).Body(document.Identity); first.ETag != again.ETag {
					t.Error("one snapshot gave two documents")
				}
			}
		})
	}
	for i := range 50 {
		f.Put(f.Content, "page.md", strings.Replace(sitetest.PageFile, "item one", fmt.Sprint("item ", i), 1))
		if err := f.site.Reload(corpus.Changes{Content: []string{"page.md"}, Locales: []string{}}); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	readers.Wait()
}

func TestPipesAndLinksToFoldersAreFaultsAndHangNothing(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	dir := t.TempDir()
	if err := os.CopyFS(dir, f.Locales); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "ar", "pipe.ar.toml"), 0o644); err != nil {
		t.Skip("no pipes on this system: ", err)
	}
	os.Symlink("ar", filepath.Join(dir, "linked"))
	content, _ := f.Trees()
	s, err := New(content, store.Tree{FS: os.DirFS(dir), Name: "locales"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	faults := s.Snapshot().Faults.Error()
	for _, want := range []string{"locales/ar/pipe.ar.toml: not a file", "locales/linked: a link to a folder"} {
		if !strings.Contains(faults, want) {
			t.Errorf("no fault %q in\n%s", want, faults)
		}
	}
}

func TestR41ACatalogCutOffAnywhereCostsReadersNothing(t *testing.T) {
	for _, eager := range []int{0, 1} { // a small site and a large one
		catalogCutOffAnywhere(t, eager)
	}
}

func catalogCutOffAnywhere(t *testing.T, eager int) {
	f := newFixture(t)
	f.eager = eager
	f.Sync()
	f.Arabic()
	_, before := read(t, f.load(), "page", "ar")
	good := string(f.Locales["ar/page.ar.toml"].Data)
	for at := len(good) - 2; at > 0; at -= 97 {
		f.Put(f.Locales, "ar/page.ar.toml", good[:at])
		s := f.load()
		if _, now := read(t, s, "page", "ar"); now != before || len(s.Faults) == 0 {
			t.Errorf("cut at %d: faults %v", at, s.Faults)
		}
	}
	f.Put(f.Locales, "ar/page.ar.toml", good)
	if s := f.load(); len(s.Faults) != 0 {
		t.Errorf("the mended file has faults: %v", s.Faults)
	}
}
