package publish

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/leftout"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// foundStatically is what the script of a published site finds for a query.
type foundStatically struct {
	Keys         []string
	Total        int
	Cut          bool
	Loaded       []string // files
	Microseconds float64  // of processor time
	Shown        []struct {
		Text             string
		Marks            []string
		Similar, English bool
	}
}

// searchStatically runs the script's own search over the files of an index in Node.js, as a browser would, or as an old one.
func searchStatically(t *testing.T, index *site.StaticSearch, old bool, queries []string) (answers []foundStatically) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		leftout.SkipBrowser(t, "there is no Node.js")
	}
	dir := t.TempDir()
	for name, doc := range index.Files {
		if err := os.WriteFile(filepath.Join(dir, name), doc.Body(document.Identity).Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	input, err := json.Marshal(map[string]any{"scripts": "../render/assets", "files": dir, "index": index.Index, "queries": queries, "old": old})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "testdata/search.cjs")
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

// Readers' own words lead to the paragraph that answers them on a published site too, in every language, in browsers of today and in old ones.
func TestAPublishedSiteFindsWhatReadersAskFor(t *testing.T) {
	s := repository(t).Snapshot()
	for i := range s.Locales.Locales {
		tag := s.Locales.Locales[i].Tag
		t.Run(tag, func(t *testing.T) {
			var queries []string
			var wanted [][]string
			for _, folder := range []string{"queries", "colloquial"} {
				data, err := os.ReadFile("../search/testdata/" + folder + "/" + tag + ".txt")
				if err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(string(data)) {
					if query, want, ok := strings.Cut(strings.TrimSpace(line), " ; "); ok && !strings.HasPrefix(line, "#") {
						queries, wanted = append(queries, query), append(wanted, strings.Split(want, "|"))
					}
				}
			}
			index := s.StaticSearch(i)
			for _, old := range []bool{false, true} {
				if old && testing.Short() {
					continue
				}
				first, within, same := 0, 0, 0
				for n, a := range searchStatically(t, index, old, queries) {
					if server := serverKeys(s, i, queries[n]); len(server) > 0 && len(a.Keys) > 0 && server[0] == a.Keys[0] || len(server) == len(a.Keys) {
						same++
					}
					at := slices.IndexFunc(a.Keys, func(key string) bool {
						return slices.ContainsFunc(wanted[n], func(w string) bool { return key == w || strings.HasSuffix(key, "."+w) })
					})
					if at == 0 {
						first++
					} else {
						t.Logf("%q: wanted %s at %d, got %s; our server %s", queries[n], wanted[n], at, a.Keys[:min(3, len(a.Keys))], serverKeys(s, i, queries[n]))
					}
					if at >= 0 {
						within++
					}
				}
				recall, place := float64(within)/float64(len(queries)), float64(first)/float64(len(queries))
				t.Logf("%d queries, old %v: recall at 10 %.2f, first place %.2f, %d begin as our server's", len(queries), old, recall, place, same)
				if float64(same) < 0.95*float64(len(queries)) {
					t.Errorf("old %v: what comes first is the same as on our server for %d of %d", old, same, len(queries))
				}
				if recall < 0.95 || place < 0.8 {
					t.Errorf("old %v: recall at 10 %.2f, wanted 0.95; first place %.2f, wanted 0.8", old, recall, place)
				}
			}
		})
	}
}

// serverKeys returns the keys of the first texts that our server finds.
func serverKeys(s *site.Snapshot, index int, query string) (keys []string) {
	for _, h := range s.Search(index, query, 1).Hits {
		keys = append(keys, h.Page.Keys[h.Segment])
	}
	return keys[:min(3, len(keys))]
}

// Whatever is looked for takes bounded time (law 8), and no more files than there are of a few kinds.
func TestLaw8APublishedSearchTakesBoundedTime(t *testing.T) {
	made := synthetic.New(60, 8)
	big, err := site.New(store.Tree{FS: made.Content, Name: "content"}, store.Tree{FS: made.Locales, Name: "locales"}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	queries := []string{"", " ", "\x00\x01", "\u202e\u2066\u200f", strings.Repeat("a", 10<<10), strings.Repeat("word ", 1000), strings.Repeat("(a*)*", 2000), strings.Repeat("的", 5000), strings.Repeat("ก", 5000),
		strings.Repeat("ด\u0e31", 3000), strings.Repeat("e\u0301", 3000), strings.Repeat("\u0301", 10000), strings.Repeat("a'", 4000), strings.Repeat("a-b\u200c", 2000), strings.Repeat("한", 4000),
		"constructor __proto__ toString hasOwnProperty", `"><script>`, "\U0001F912", strings.Repeat("\U00020000", 3000), "的", "a", "ab abc abcd abcde abcdef abcdefg abcdefgh a b c d e f g h i j k l m n o p q"}
	for _, tag := range []string{"en", "de", "th", "zh-Hans"} {
		l, _ := big.Snapshot().Locales.Find(tag)
		index := big.Snapshot().StaticSearch(l.Index)
		for _, old := range []bool{false, true} {
			for i, a := range searchStatically(t, index, old, queries) {
				if a.Microseconds > 5e6 || len(a.Keys) > 10 || a.Total < len(a.Keys) || len(queries[i]) > 400 && a.Total > 0 && !a.Cut {
					t.Errorf("%s, old %v: %.40q: %.0f µs, %d of %d, cut %v", tag, old, queries[i], a.Microseconds, len(a.Keys), a.Total, a.Cut)
				}
			}
		}
	}
}
