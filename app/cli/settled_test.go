package cli

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// both gives what sync would write, and the faults it finds: with every catalog read, and with those left out that stand.
func both(t *testing.T, c trees) (full, quick []string, settled int) {
	t.Helper()
	say := func(d *workspace.Workspace, err error) []string {
		if err != nil {
			return []string{err.Error()}
		}
		var said []string
		for _, f := range d.Corpus.Faults {
			said = append(said, f.Error())
		}
		slices.Sort(said) // misfits of one reading stand before what it read of others
		p := workspace.LayOut(d.Corpus, d.UpToDate)
		p.Recall()
		var writes []store.Write
		if len(d.Corpus.Faults) == 0 {
			writes = p.Writes()
		}
		for _, w := range writes {
			said = append(said, w.Path+"\n"+string(w.Old)+"\n"+string(w.New))
		}
		return said
	}
	d, err := c.open()
	full = say(d, err)
	if d, err = workspace.OpenFolders(c.Content, c.Locales, workspace.Silent{}); err != nil {
		t.Fatal(err)
	}
	err = d.ReadStale()
	quick = say(d, err)
	if d.UpToDate != nil {
		settled = len(d.UpToDate.Paths)
	}
	return full, quick, settled
}

// vandal changes files of a site at random, in the ways of authors, translators and accidents.
type vandal struct {
	t      *testing.T
	random *rand.Rand
	dir    string
}

func (v vandal) pick(pattern string) string {
	names, _ := filepath.Glob(filepath.Join(v.dir, pattern))
	if len(names) == 0 {
		v.t.Fatal("no file is ", pattern)
	}
	return names[v.random.IntN(len(names))]
}

func (v vandal) edit(name string, change func([]byte) []byte) {
	data, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, change(data), 0o644)
	}
	if err != nil {
		v.t.Fatal(err)
	}
}

func (v vandal) strike() {
	page, catalog, english := v.pick("content/guide-*.md"), v.pick("locales/[a-df-z]*/guide-*.toml"), v.pick("locales/en/guide-*.toml")
	bytesAt := func(data []byte) []byte {
		at := v.random.IntN(len(data) + 1)
		pieces := []string{"a", "\n", "\n\n", "# ask Marie\n", "#| old\n#~ former\n", "\"", "[", "\u202E", "{{.A}}", "é", "\r\n", " "}
		return slices.Concat(data[:at], []byte(pieces[v.random.IntN(len(pieces))]), data[min(len(data), at+v.random.IntN(3)):])
	}
	drop := func(name string) { _ = os.Remove(name) }
	move := func(from, to string) {
		_ = os.MkdirAll(filepath.Dir(to), 0o755)
		_ = os.Rename(from, to)
	}
	switch v.random.IntN(14) {
	case 0, 1:
		v.edit(page, v.first("care", "nursing"))
	case 2:
		v.edit(page, bytesAt)
	case 3, 4:
		v.edit(catalog, bytesAt)
	case 5:
		v.edit(english, bytesAt)
	case 6:
		v.edit(catalog, v.first(`other = "`, `other = "" # "`))
	case 7:
		v.edit(catalog, v.first("sha1-", "sha1-0"))
	case 8:
		drop([]string{catalog, english}[v.random.IntN(2)])
	case 9:
		move(page, strings.Replace(page, "guide-", "guide-x", 1))
	case 10:
		v.edit(catalog, func(data []byte) []byte { return append(data, "\n# of people\n#~ [gone.a.p1]\n#~ other = \"x\"\n"...) })
	case 11:
		move(page, strings.Replace(page, "guide-", []string{"fr/", "assets/", "GUIDE-"}[v.random.IntN(3)], 1))
	case 12:
		v.edit(catalog, func([]byte) []byte { return nil })
	case 13:
		v.edit(filepath.Join(v.dir, "locales/locales.toml"), func(data []byte) []byte {
			return append(data, []string{"\n[[locale]]\ntag = \"de\"\nname = \"Deutsch\"\n", "[", "# a\n"}[v.random.IntN(3)]...)
		})
	}
}

// first changes the first of those words behind a random place.
func (v vandal) first(old, new string) func([]byte) []byte {
	return func(data []byte) []byte {
		at := v.random.IntN(len(data) + 1)
		return slices.Concat(data[:at], bytes.Replace(data[at:], []byte(old), []byte(new), 1))
	}
}

// Law 5: leaving out the catalogs that stand changes nothing of what sync writes and of the faults it tells, whatever was done to the files.
func TestLaw5LeavingSettledCatalogsOutChangesNothing(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := t.TempDir()
			if err := synthetic.New(5, 4).Write(dir); err != nil {
				t.Fatal(err)
			}
			c := trees{filepath.Join(dir, "content"), filepath.Join(dir, "locales")}
			Run([]string{"sync", "--content", c.Content, "--locales", c.Locales}, nil, nil, &bytes.Buffer{}, &bytes.Buffer{})
			v := vandal{t, rand.New(rand.NewPCG(seed, 1)), dir}
			full, quick, settled := both(t, c)
			if len(full)+len(quick) > 0 || settled != 5*4 {
				t.Fatalf("a site that was synced: %q, %q, %d settled", full, quick, settled)
			}
			for step := range 6 {
				v.strike()
				full, quick, _ = both(t, c)
				if !slices.Equal(full, quick) {
					t.Fatalf("step %d: with all read\n%s\nwith those left out that stand\n%s", step, strings.Join(full, "\n"), strings.Join(quick, "\n"))
				}
				if v.random.IntN(2) == 0 {
					Run([]string{"sync", "--content", c.Content, "--locales", c.Locales}, nil, nil, &bytes.Buffer{}, &bytes.Buffer{})
				}
			}
		})
	}
}
