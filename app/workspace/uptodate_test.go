package workspace

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// both returns what sync would write, and the faults it finds: with every catalog read, and with those left out that are up to date.
func both(t *testing.T, c trees) (full, quick []string, upToDate int) {
	t.Helper()
	say := func(w *Workspace, err error) []string {
		if err != nil {
			return []string{err.Error()}
		}
		var said []string
		for _, f := range w.corpus.Faults {
			said = append(said, f.Error())
		}
		slices.Sort(said) // misfits of one reading stand before what it read of others
		p := newPlan(w.corpus, w.upToDate)
		p.layOut()
		p.suggest(w.maxCatalog)
		for _, one := range p.changes(w.tooLarge).Writes {
			said = append(said, one.Path+"\n"+string(one.Old)+"\n"+string(one.New))
		}
		return said
	}
	content, locales := c.folders(t)
	w, err := Open(content, locales, Options{})
	full = say(w, err)
	w, err = OpenForSync(content, locales, Options{})
	quick = say(w, err)
	if w.upToDate != nil {
		upToDate = len(w.upToDate.paths)
	}
	return full, quick, upToDate
}

// randomEdits changes files of a site at random, in the ways of authors, translators and accidents.
type randomEdits struct {
	t      *testing.T
	random *rand.Rand
	dir    string
}

func (e randomEdits) pick(pattern string) string {
	names, _ := filepath.Glob(filepath.Join(e.dir, pattern))
	if len(names) == 0 {
		e.t.Fatal("no file is ", pattern)
	}
	return names[e.random.IntN(len(names))]
}

func (e randomEdits) edit(name string, change func([]byte) []byte) {
	data, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, change(data), 0o644)
	}
	if err != nil {
		e.t.Fatal(err)
	}
}

// one makes one change.
func (e randomEdits) one() {
	page, catalog, english := e.pick("content/guide-*.md"), e.pick("locales/[a-df-z]*/guide-*.toml"), e.pick("locales/en/guide-*.toml")
	bytesAt := func(data []byte) []byte {
		at := e.random.IntN(len(data) + 1)
		pieces := []string{"a", "\n", "\n\n", "# ask Marie\n", "#| old\n#~ former\n", "\"", "[", "\u202E", "{{.A}}", "é", "\r\n", " "}
		return slices.Concat(data[:at], []byte(pieces[e.random.IntN(len(pieces))]), data[min(len(data), at+e.random.IntN(3)):])
	}
	drop := func(name string) { _ = os.Remove(name) }
	move := func(from, to string) {
		_ = os.MkdirAll(filepath.Dir(to), 0o755)
		_ = os.Rename(from, to)
	}
	switch e.random.IntN(14) {
	case 0, 1:
		e.edit(page, e.first("care", "nursing"))
	case 2:
		e.edit(page, bytesAt)
	case 3, 4:
		e.edit(catalog, bytesAt)
	case 5:
		e.edit(english, bytesAt)
	case 6:
		e.edit(catalog, e.first(`other = "`, `other = "" # "`))
	case 7:
		e.edit(catalog, e.first("sha1-", "sha1-0"))
	case 8:
		drop([]string{catalog, english}[e.random.IntN(2)])
	case 9:
		move(page, strings.Replace(page, "guide-", "guide-x", 1))
	case 10:
		e.edit(catalog, func(data []byte) []byte { return append(data, "\n# of people\n#~ [gone.a.p1]\n#~ other = \"x\"\n"...) })
	case 11:
		move(page, strings.Replace(page, "guide-", []string{"fr/", "assets/", "GUIDE-"}[e.random.IntN(3)], 1))
	case 12:
		e.edit(catalog, func([]byte) []byte { return nil })
	case 13:
		e.edit(filepath.Join(e.dir, "locales/locales.toml"), func(data []byte) []byte {
			return append(data, []string{"\n[[locale]]\ntag = \"de\"\nname = \"Deutsch\"\n", "[", "# a\n"}[e.random.IntN(3)]...)
		})
	}
}

// first changes the first of those words behind a random place.
func (e randomEdits) first(old, new string) func([]byte) []byte {
	return func(data []byte) []byte {
		at := e.random.IntN(len(data) + 1)
		return slices.Concat(data[:at], bytes.Replace(data[at:], []byte(old), []byte(new), 1))
	}
}

// Law 5: leaving out the catalogs that are up to date changes nothing of what sync writes and of the faults it tells, whatever was done to the files.
func TestLaw5LeavingUpToDateCatalogsOutChangesNothing(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			c := newSite(t, 5, 4)
			_ = c.sync(t)
			edits := randomEdits{t, rand.New(rand.NewPCG(seed, 1)), filepath.Dir(c.content)}
			full, quick, upToDate := both(t, c)
			if len(full)+len(quick) > 0 || upToDate != 5*4 {
				t.Fatalf("a site that was synced: %q, %q, %d up to date", full, quick, upToDate)
			}
			for step := range 6 {
				edits.one()
				full, quick, _ = both(t, c)
				if !slices.Equal(full, quick) {
					t.Fatalf("step %d: with all read\n%s\nwith those left out that are up to date\n%s", step, strings.Join(full, "\n"), strings.Join(quick, "\n"))
				}
				if edits.random.IntN(2) == 0 {
					_ = c.sync(t)
				}
			}
		})
	}
}
