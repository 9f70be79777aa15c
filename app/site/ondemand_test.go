package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
)

// Saving one message makes the documents anew that show it, and no other.
func TestAReloadSharesWhatItDoesNotChange(t *testing.T) {
	for _, eager := range []int{0, 1} {
		f := newFixture(t)
		f.eager = eager
		f.Sync()
		f.Arabic()
		s := f.load()
		documents := func(s *Snapshot) map[string]*document.Document {
			all := map[string]*document.Document{}
			for slug := range s.documents {
				for i, l := range s.Locales.Locales {
					all[slug+" "+l.Tag] = s.Document(slug, i)
				}
			}
			return all
		}
		before := documents(s)
		name := corpus.CatalogPath("ar", "page")
		f.Put(f.Locales, name, strings.Replace(string(f.Locales[name].Data), "اقتباس.", "اقتباس جديد.", 1))
		if err := f.site.Reload(corpus.Changes{Content: []string{}, Locales: []string{name}}); err != nil {
			t.Fatal(err)
		}
		for at, d := range documents(f.site.Snapshot()) {
			if (d == before[at]) == (at == "page ar") {
				t.Errorf("eager %d: %s: shared %v", eager, at, d == before[at])
			}
		}
	}
}

// A file that breaks costs a large site no translation either.
func TestLaw7ALargeSiteServesWhatAFileWas(t *testing.T) {
	f := newFixture(t)
	f.eager = 1
	f.Sync()
	f.Arabic()
	s := f.load()
	good := s.Document("page", 1).Body(document.Identity).Bytes
	f.Put(f.Locales, corpus.CatalogPath("ar", "page"), "[broken")
	s = f.load()
	if got := s.Document("page", 1).Body(document.Identity).Bytes; !bytes.Equal(got, good) {
		t.Errorf("a broken file changed what readers see")
	}
	if len(s.Faults) == 0 || s.Faults[0].Line == 0 {
		t.Errorf("faults: %v", s.Faults)
	}
}

func TestALargeSiteTellsEveryFault(t *testing.T) {
	f := newFixture(t)
	f.eager = 1
	f.Sync()
	f.Put(f.Locales, corpus.CatalogPath("ar", "page"), "[broken")
	f.load()
	for end := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		faults := fmt.Sprint(f.site.Snapshot().Faults)
		if strings.Contains(faults, "ar/page.ar.toml:1:") {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("faults: %s", faults)
		}
	}
}

// A page below a folder may be named like the interface: its catalogs are those of any other page.
func TestALargeSiteHasAPageNamedLikeTheInterface(t *testing.T) {
	f := newFixture(t)
	f.eager = 1
	f.Put(f.Content, "folder/ui.md", string(f.Content["second.md"].Data))
	f.Sync()
	if s := f.load(); s.Document("folder/ui", 1) == nil {
		t.Error("there is no such page")
	}
}
