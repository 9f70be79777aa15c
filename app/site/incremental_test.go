package site

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/sitetest"
)

// A snapshot that grew by reloads is, byte for byte, the one that a fresh start makes; in a large site too, which reads catalogs when they
// are asked for.
func TestIncrementalSnapshotsEqualFreshOnes(t *testing.T) {
	for seed := range uint64(24) {
		random := rand.New(rand.NewPCG(seed, 1))
		f := newFixture(t)
		if seed%2 == 1 {
			f.eager = 1
		}
		f.Sync()
		f.Arabic()
		f.load()
		f.allDocuments()
		for step := range 16 {
			when := fmt.Sprintf("seed %d step %d", seed, step)
			changes := f.randomEdit(random, step)
			if random.IntN(4) == 0 {
				changes = corpus.Changes{}
			}
			f.reload(changes)
			content, locales := f.Trees()
			fresh, err := New(content, locales, f.site.options)
			if err != nil {
				t.Fatal(err)
			}
			sameDocuments(t, when, f.site.Snapshot(), fresh.Snapshot())
		}
	}
}

// allDocuments asks for every document.
func (f *fixture) allDocuments() {
	s := f.site.Snapshot()
	for slug := range s.documents {
		for i := range s.Locales.Locales {
			s.Document(slug, i)
		}
	}
}

func (f *fixture) reload(c corpus.Changes) {
	f.t.Helper()
	if err := f.site.Reload(c); err != nil {
		f.t.Fatal(err)
	}
}

// word returns a text of the interface in English.
func (s *Snapshot) word(key string) string {
	m, _ := s.corpus.Interface[s.Locales.English().Index].Find(key)
	return m.Forms.Other
}

// randomEdit changes files and says which.
func (f *fixture) randomEdit(random *rand.Rand, step int) corpus.Changes {
	none := []string{}
	edits := []func() corpus.Changes{
		func() corpus.Changes { // the interface in one language
			return f.putLocale(corpus.CatalogPath("es", catalog.InterfaceSlug), fmt.Sprintf("[ui.nav.skip]\nhash = %q\nother = \"Saltar %d\"\n",
				catalog.Hash(catalog.Forms{Other: f.site.Snapshot().word("ui.nav.skip")}), random.IntN(3)))
		},
		func() corpus.Changes { // a catalog is deleted
			name := corpus.CatalogPath("es-MX", "page")
			f.Remove(f.Locales, name)
			return corpus.Changes{Content: none, Locales: []string{name}}
		},
		func() corpus.Changes { // a text of a page
			return f.putPage("page.md", strings.Replace(sitetest.PageFile, "item one", fmt.Sprint("item ", random.IntN(3)), 1))
		},
		func() corpus.Changes { // a title, and the place in the list
			text := strings.Replace(sitetest.OtherFile, "Another title", fmt.Sprint("Title ", random.IntN(3)), 1)
			return f.putPage(f.second(), strings.Replace(text, "order = 2", fmt.Sprint("order = ", random.IntN(3)), 1))
		},
		func() corpus.Changes { // what waits is translated
			name := corpus.CatalogPath([]string{"es", "ar"}[random.IntN(2)], "page")
			text := string(f.Locales[name].Data)
			return f.putLocale(name, strings.Replace(text, `other = ""`, fmt.Sprintf("other = \"texto %d\"", step), 1))
		},
		func() corpus.Changes { f.Sync(); return corpus.Changes{Content: none} },
		func() corpus.Changes { // a page comes or goes
			name := fmt.Sprintf("new-%d.md", random.IntN(2))
			if f.Content[name] == nil {
				return f.putPage(name, sitetest.OtherFile)
			}
			f.Remove(f.Content, name)
			return corpus.Changes{Content: []string{name}, Locales: none}
		},
		func() corpus.Changes { // a page that another links to is renamed
			from, to := f.second(), "renamed.md"
			if from == to {
				to = "second.md"
			}
			f.Put(f.Content, to, string(f.Content[from].Data))
			f.Remove(f.Content, from)
			return corpus.Changes{Content: []string{from, to}, Locales: none}
		},
		func() corpus.Changes { // how much must be translated, and which locales there are
			table := strings.Replace(sitetest.TableFile, "0.5", []string{"0.1", "0.5", "0.9"}[random.IntN(3)], 1)
			if random.IntN(3) == 0 {
				table = strings.Replace(table, "[[locale]]\ntag = \"es-MX\"\nname = \"Español de México\"\ndrafts = \"human\"\n", "# none\n", 1)
			}
			return f.putLocale("locales.toml", table)
		},
		func() corpus.Changes { // who stands behind the site, and which page is about privacy
			return f.putPage("site.toml", strings.NewReplacer("Foundation", fmt.Sprint("Foundation ", random.IntN(3)), `"second"`,
				[]string{`"page"`, `"renamed"`, `"second"`}[random.IntN(3)]).Replace(sitetest.SiteFile))
		},
		func() corpus.Changes { // the same in another language, if sync has laid it out
			name := corpus.CatalogPath("ar", "site")
			if f.Locales[name] == nil {
				return corpus.Changes{}
			}
			return f.putLocale(name, strings.Replace(string(f.Locales[name].Data), `other = ""`, fmt.Sprintf("other = \"نص %d\"", step), 1))
		},
		func() corpus.Changes { return f.signSome(random) },
		func() corpus.Changes { return f.breakAndMend(random) },
	}
	return edits[random.IntN(len(edits))]()
}

func (f *fixture) putPage(name, text string) corpus.Changes {
	f.Put(f.Content, name, text)
	return corpus.Changes{Content: []string{name}, Locales: []string{}}
}

func (f *fixture) putLocale(name, text string) corpus.Changes {
	f.Put(f.Locales, name, text)
	return corpus.Changes{Content: []string{}, Locales: []string{name}}
}

// second returns the file that was second.md at first.
func (f *fixture) second() string {
	if f.Content["renamed.md"] != nil {
		return "renamed.md"
	}
	return "second.md"
}

// signSome writes a ledger that signs one text in two, or none.
func (f *fixture) signSome(random *rand.Rand) corpus.Changes {
	var lines strings.Builder
	file, err := catalog.Parse("x", f.Locales[corpus.CatalogPath("ar", "page")].Data)
	if err != nil {
		f.t.Fatal(err)
	}
	fmt.Fprintf(&lines, `{"kind":"credit","key":"page.intro.p1","source":"%[1]s","text":"%[1]s","by":"Nr. %[2]d","at":"2026-01-02T03:04:05Z"}`+"\n",
		catalog.Hash(catalog.Forms{Other: "x"}), random.Int()) // so that it is no beginning of the ledger before
	for _, m := range file.Messages() {
		if m.Forms.Other == "" || random.IntN(2) == 0 {
			continue
		}
		line, err := catalog.Record{SignOff: catalog.SignOff{Key: m.Key, Source: m.Hash, Text: catalog.Hash(m.Forms), By: "Dr. Test Example", At: today}}.Line()
		if err != nil {
			f.t.Fatal(err)
		}
		lines.Write(line)
	}
	return f.putLocale(corpus.LedgerPath("ar"), lines.String())
}

// breakAndMend saves a catalog or a page that is broken, has readers ask for everything, and puts it back as it was.
func (f *fixture) breakAndMend(random *rand.Rand) corpus.Changes {
	broken := []string{"[broken", "\n", "[page.intro.p1]\nother = \"{{range .X}}\"\n"}
	if random.IntN(3) == 0 {
		good := string(f.Content["page.md"].Data)
		f.reload(f.putPage("page.md", strings.Replace(good, "title", "tilte", 1)))
		f.allDocuments()
		return f.putPage("page.md", good)
	}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(f.Locales)), func(name string) bool {
		return !strings.HasSuffix(name, ".toml") || name == "locales.toml" || strings.HasPrefix(name, "en/")
	})
	name := names[random.IntN(len(names))]
	good := string(f.Locales[name].Data)
	text := broken[random.IntN(len(broken))]
	if random.IntN(3) == 0 {
		text = good[:len(good)/2]
	}
	f.reload(f.putLocale(name, text))
	f.allDocuments()
	return f.putLocale(name, good)
}

func sameDocuments(t *testing.T, when string, got, want *Snapshot) {
	t.Helper()
	if len(got.documents) != len(want.documents) {
		t.Fatalf("%s: %d pages, want %d", when, len(got.documents), len(want.documents))
	}
	for slug := range want.documents {
		for i, l := range want.Locales.Locales {
			a, b := got.Document(slug, i).Body(document.Identity), want.Document(slug, i).Body(document.Identity)
			if !bytes.Equal(a.Bytes, b.Bytes) || a.ETag != b.ETag {
				t.Fatalf("%s: %s in %s differs:\n%s\nwant\n%s", when, slug, l.Tag, a.Bytes, b.Bytes)
			}
		}
	}
}

// The watch tells once more of what the program has saved and read itself: that makes no snapshot. Whatever has changed does, and so does a new day, which names no file.
func TestFilesThatHaveNotChangedMakeNoSnapshot(t *testing.T) {
	f := newFixture(t)
	f.Sync()
	f.load()
	reloads := func(paths ...string) bool {
		t.Helper()
		before := f.site.Snapshot()
		if err := f.site.Reload(corpus.Changes{Content: []string{}, Locales: append([]string{}, paths...)}); err != nil {
			t.Fatal(err)
		}
		return f.site.Snapshot() != before
	}
	const name, ledger = "ar/page.ar.toml", "ar/reviews.jsonl"
	for _, path := range []string{name, corpus.TableName, corpus.GlossaryName, ledger, name + "~", "ar/readbacks.jsonl", "team.toml"} {
		if reloads(path) {
			t.Errorf("%s has not changed, and is read anew", path)
		}
	}
	if !reloads() {
		t.Error("a new day makes no snapshot")
	}
	f.Put(f.Locales, ledger, "{}\n")
	if !reloads(name, ledger) || reloads(name, ledger) {
		t.Error("a ledger that came is not read, or twice")
	}
	f.Translate("ar", "page", "item one", "عنصر")
	if !reloads(ledger, name) || reloads(name) {
		t.Error("a catalog that has changed is not read, or twice")
	}
	delete(f.Locales, name)
	if !reloads(name) {
		t.Error("a catalog that has gone is not missed")
	}
}
