package site

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parlance/parlance/app/catalog"
)

func TestLaw8TheCacheHoldsItsBound(t *testing.T) {
	c := newDocumentCache(64 << 10)
	slots := make([]slot, 200)
	often := c.fill(&slots[0], documentKey{}, func() *Document { return newDocument("text/plain", make([]byte, 1<<10)) })
	for i := range slots {
		if d := slots[0].Load(); d != nil {
			d.touch()
		}
		c.fill(&slots[i], documentKey{}, func() *Document { return newDocument("text/plain", make([]byte, 1<<10)) })
		if c.bytes > c.limit {
			t.Fatalf("%d bytes are kept, the bound is %d", c.bytes, c.limit)
		}
	}
	if slots[0].Load() != often {
		t.Error("the document that is asked for most was let go")
	}
	kept := int64(0)
	for i := range slots {
		if d := slots[i].Load(); d != nil {
			kept += int64(d.size)
		}
	}
	if kept != c.bytes || c.dropped.Load() == 0 {
		t.Errorf("%d bytes stand in slots, %d are accounted for, %d documents were let go", kept, c.bytes, c.dropped.Load())
	}
}

func TestADocumentIsMadeOnceForAllWhoAsk(t *testing.T) {
	c := newDocumentCache(0)
	var at slot
	var made atomic.Int32
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			c.fill(&at, documentKey{}, func() *Document {
				made.Add(1)
				time.Sleep(time.Millisecond)
				return newDocument("text/plain", nil)
			})
		})
	}
	readers.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}

func TestAPanicLeavesNobodyWaiting(t *testing.T) {
	c := newDocumentCache(0)
	var at slot
	func() {
		defer func() { recover() }()
		c.fill(&at, documentKey{}, func() *Document { panic("no") })
	}()
	if c.fill(&at, documentKey{}, func() *Document { return newDocument("text/plain", nil) }) == nil {
		t.Error("no document after a panic")
	}
}

// Saving one message makes the documents anew that show it, and no other.
func TestAReloadSharesWhatItDoesNotChange(t *testing.T) {
	for _, eager := range []int{0, 1} {
		f := newFixture(t)
		f.eager = eager
		f.sync()
		f.arabic()
		s := f.load()
		documents := func(s *Snapshot) map[string]*Document {
			all := map[string]*Document{}
			for slug := range s.shelves {
				for i, l := range s.Locales.Locales {
					all[slug+" "+l.Tag] = s.Document(slug, i)
				}
			}
			return all
		}
		before := documents(s)
		name := CatalogPath("ar", "page")
		f.put(f.locales, name, strings.Replace(string(f.locales[name].Data), "اقتباس.", "اقتباس جديد.", 1))
		if err := f.site.Reload(Changes{Content: []string{}, Locales: []string{name}}); err != nil {
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
	f.sync()
	f.arabic()
	s := f.load()
	good := s.Document("page", 1).Body(Identity).Bytes
	f.put(f.locales, CatalogPath("ar", "page"), "[broken")
	s = f.load()
	if got := s.Document("page", 1).Body(Identity).Bytes; !bytes.Equal(got, good) {
		t.Errorf("a broken file changed what readers see")
	}
	if len(s.Faults) == 0 || s.Faults[0].Line == 0 {
		t.Errorf("faults: %v", s.Faults)
	}
}

func TestALargeSiteTellsEveryFault(t *testing.T) {
	f := newFixture(t)
	f.eager = 1
	f.sync()
	f.put(f.locales, CatalogPath("ar", "page"), "[broken")
	f.load()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
		faults := fmt.Sprint(f.site.Snapshot().Faults)
		if strings.Contains(faults, "ar/page.ar.toml:1:") {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("faults: %s", faults)
		}
	}
}

// What an editor writes beside a catalog before it puts it in its place costs no reading of the whole site.
func TestAFileBesideACatalogIsNoReasonToReadEverything(t *testing.T) {
	f := newFixture(t)
	f.sync()
	f.load()
	name := CatalogPath("es", "page")
	if f.site.reader.patch(Changes{Content: []string{}, Locales: []string{name + ".tmp~", name}}) == nil {
		t.Error("everything is read")
	}
	for _, other := range []string{tableName, glossaryName, LedgerPath("es"), CatalogPath("en", "page"), CatalogPath("es", catalog.InterfaceSlug), CatalogPath("es", "nowhere")} {
		if f.site.reader.patch(Changes{Content: []string{}, Locales: []string{name, other}}) != nil {
			t.Errorf("%s is taken for a catalog of a page", other)
		}
	}
}
