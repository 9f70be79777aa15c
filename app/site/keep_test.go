package site

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/sitetest"
	"github.com/parlance/parlance/app/store"
)

// memory keeps versions in memory.
type memory map[string]store.Kept

func (m memory) Kept() []store.Kept { return slices.Collect(maps.Values(m)) }

func (m memory) Keep(list []store.Kept) error {
	for _, k := range list {
		if k.Load != nil {
			data, err := k.Load()
			if err != nil {
				return err
			}
			kept := string(data)
			k.Load, k.Sum = func() ([]byte, error) { return []byte(kept), nil }, sha256.Sum256(data)
		}
		if m[k.Tree+"/"+k.Path] = k; k.Gone {
			delete(m, k.Tree+"/"+k.Path)
		}
	}
	return nil
}

// restart makes the site anew.
func (f *fixture) restart(m memory) {
	f.t.Helper()
	if f.site != nil {
		f.validated()
		if err := f.site.Keep(); err != nil {
			f.t.Fatal(err)
		}
	}
	content, locales := f.Trees()
	var err error
	if f.site, err = New(content, locales, Options{Origin: "https://example.org", Now: func() time.Time { return today }, eager: f.eager, Keeper: m}); err != nil {
		f.t.Fatal(err)
	}
	f.validated()
}

// validated waits until the catalogs of a large site are validated.
func (f *fixture) validated() {
	f.site.validate()
	f.site.validating.Lock() // which whoever validates holds
	defer f.site.validating.Unlock()
}

// A restart changes nothing for readers, whatever is at fault in the trees.
func TestARestartChangesNothingForReaders(t *testing.T) {
	both(t, func(t *testing.T, f *fixture) {
		m := memory{}
		f.restart(m)
		before := f.served()
		for _, c := range []struct{ name, tree string }{{"page.md", "content"}, {"ar/page.ar.toml", "locales"}, {"en/page.en.toml", "locales"},
			{"en/ui.en.toml", "locales"}, {"locales.toml", "locales"}} {
			tree := f.Locales
			if c.tree == "content" {
				tree = f.Content
			}
			good := string(tree[c.name].Data)
			for kind, bad := range map[string]string{"broken": "[broken", "empty": "", "cut": good[:strings.LastIndex(good, "\n\n")+1], "twice": good + good} {
				if c.name == "page.md" && kind == "twice" {
					continue // a page may say everything twice
				}
				if c.name == "locales.toml" && kind == "cut" {
					bad = good[:strings.LastIndex(good, "[[locale]]")]
				}
				f.Put(tree, c.name, bad)
				f.restart(m)
				f.expect(c.name+" is "+kind+" at a start", before, true)
				f.restart(m)
				f.expect(c.name+" is "+kind+" at another start", before, true)
				f.Put(tree, c.name, good)
				f.expect(c.name+" was "+kind+" at a start", before, false)
			}
		}
		gone := map[string]string{}
		for name, file := range f.Locales {
			if strings.HasPrefix(name, "ar/") {
				gone[name] = string(file.Data)
				f.Remove(f.Locales, name)
			}
		}
		f.restart(m)
		f.expect("a folder is away at a start", before, true)
		for name, text := range gone {
			f.Put(f.Locales, name, text)
		}
		f.expect("a folder was away at a start", before, false)
	})
}

// F2: a revocation stays over a restart, whatever becomes of the ledger.
func TestARevocationOutlivesARestart(t *testing.T) {
	f, sign, revoke := critical(t)
	m := memory{}
	f.Put(f.Locales, "ar/reviews.jsonl", sign+revoke)
	f.restart(m)
	for _, ledger := range []string{sign, "", sign + "{", "gone", sign, "x" + sign} {
		if f.Put(f.Locales, "ar/reviews.jsonl", ledger); ledger == "gone" {
			f.Remove(f.Locales, "ar/reviews.jsonl")
		}
		for range 2 {
			if f.restart(m); f.shows() {
				t.Errorf("a withdrawn sentence is shown after a restart with %q", ledger)
			}
		}
	}
}

// What is kept of other trees never stands in.
func TestWhatIsKeptOfAnotherTreeNeverStandsIn(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	m := memory{}
	f.restart(m)
	f.restart(m)
	other := newFixture(t)
	other.Put(other.Content, "page.md", strings.Replace(sitetest.PageFile, "item one", "another item that is longer", 1))
	other.Put(other.Content, "second.md", "broken")
	other.Put(other.Locales, "locales.toml", sitetest.TableFile+"\n# another\n")
	other.Put(other.Locales, "en/ui.en.toml", string(other.Locales["en/ui.en.toml"].Data)+"\n# another\n")
	other.restart(m)
	if s := other.site.Snapshot(); s.Page("second") != nil || len(s.Unserved()) != 1 {
		t.Error("a page of another tree is served")
	}
}

// What is deleted while nothing serves is gone.
func TestWhatIsDeletedIsGoneAfterARestart(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.Arabic()
	m := memory{}
	f.restart(m)
	if err := f.site.Keep(); err != nil {
		t.Fatal(err)
	}
	f.Remove(f.Content, "second.md")
	f.Remove(f.Locales, corpus.CatalogPath("ar", "page"))
	f.site = nil
	f.restart(m)
	if s := f.site.Snapshot(); s.Page("second") != nil || strings.Contains(f.served(), "اقتباس.") {
		t.Error("what was deleted is served")
	}
	if err := f.site.Keep(); err != nil || m["locales/ar/page.ar.toml"].Load != nil {
		t.Errorf("what was deleted is kept, %v", err)
	}
}
