package site

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
)

var (
	queriesPath = flag.String("queries", "../search/testdata/queries", "a folder of queries, a file for each locale")
	showMisses  = flag.Bool("misses", false, "name each query whose paragraph does not come first")
)

// answered is how many queries were asked, of how many the paragraph is among the first ten results, and of how many it is the first.
type answered struct{ all, within, first int }

func (a answered) recall() float64 { return float64(a.within) / float64(a.all) }
func (a answered) place() float64  { return float64(a.first) / float64(a.all) }

func (a answered) String() string {
	return fmt.Sprintf("%d queries, recall at 10 %.2f, first place %.2f", a.all, a.recall(), a.place())
}

// Readers' own words lead to the paragraph that answers them, in every language. Each line of a file is a query and, behind " ; ", the keys of which one
// must come first.
func TestQueriesLeadToTheirParagraph(t *testing.T) {
	ask(t, *queriesPath, func(t *testing.T, a answered) {
		if a.recall() < 0.95 || a.place() < 0.8 {
			t.Errorf("%s, wanted 0.95 and 0.8", a)
		}
	})
}

// As people talk: other words than the guides', and words around them that say nothing. Nobody can find all of that by words alone; what is found today stays found.
func TestColloquialQueriesLeadToTheirParagraph(t *testing.T) {
	all := answered{}
	ask(t, "../search/testdata/colloquial", func(_ *testing.T, a answered) {
		all = answered{all.all + a.all, all.within + a.within, all.first + a.first}
	})
	t.Logf("all: %s", all)
	if all.recall() < 0.95 || all.place() < 0.8 {
		t.Errorf("%s, wanted 0.95 and 0.8", all)
	}
}

// ask asks the queries of a folder of this repository's texts, and calls f for each locale.
func ask(t *testing.T, folder string, f func(*testing.T, answered)) {
	tree := func(name string) store.Tree { return store.Tree{FS: os.DirFS("../../" + name), Name: name} }
	served, err := New(tree("content"), tree("locales"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(folder + "/*.txt")
	if len(files) == 0 {
		t.Fatal("no queries")
	}
	for _, file := range files {
		tag := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(tag, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a := answered{}
			for line := range strings.Lines(string(data)) {
				query, want, ok := strings.Cut(strings.TrimSpace(line), " ; ")
				if !ok || strings.HasPrefix(line, "#") {
					continue
				}
				a.all++
				keys := strings.Fields(keysOf(find(t, served.Snapshot(), tag, query)))
				at := slices.IndexFunc(keys, func(key string) bool {
					return slices.ContainsFunc(strings.Split(want, "|"), func(w string) bool { return key == w || strings.HasSuffix(key, "."+w) })
				})
				if at == 0 {
					a.first++
				} else if *showMisses {
					fmt.Printf("%s: %q wanted %s at %d, got %s\n", tag, query, want, at, strings.Join(keys[:min(3, len(keys))], " "))
				}
				if at >= 0 {
					a.within++
				}
			}
			t.Logf("%s: %s", tag, a)
			f(t, a)
		})
	}
}
