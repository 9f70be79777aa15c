package catalog

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/parlance/parlance/app/internal/cputime"
)

func bigCatalog(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "#. paragraph · \"Infection\"\n#> Early %d.\n[s%d.infection.p%d]\nhash = \"sha1-db6e7e410412f585\"\nother = \"أخبرنا %d\"\n\n", i, i/50, i, i)
	}
	return b.String()
}

// BenchmarkParse has BurntSushi/toml as its baseline: it reads the same bytes into plain maps, without comments, positions and
// checks.
func BenchmarkParse(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000, 100_000} {
		data := []byte(bigCatalog(n))
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Parse("s.ar.toml", data); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("BurntSushi-%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				var v map[string]any
				if err := toml.Unmarshal(data, &v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSyncLocale(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		en, err := Parse("s.en.toml", []byte(strings.ReplaceAll(bigCatalog(n), "hash =", "description =")))
		if err != nil {
			b.Fatal(err)
		}
		old := SyncLocale(en, nil, []string{"other"})
		b.Run(fmt.Sprintf("%d", n), func(b *testing.B) {
			for b.Loop() {
				SyncLocale(en, old, []string{"other"})
			}
		})
	}
}

func BenchmarkCategories(b *testing.B) {
	for b.Loop() {
		Categories("ar")
	}
}

// TestLaw8HostileFilesTakeLinearTime: what is twenty times longer takes less than a hundred times longer.
func TestLaw8HostileFilesTakeLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for name, unit := range map[string]string{
		"entries":        "[a.x%d]\nother = \"x\"\n",
		"same key":       "[a.x]\n# %d\nother = \"x\"\n",
		"syntax errors":  "[a.x%d]\nother = \"\\q\n",
		"flaws":          "[a.x%d]\nother = \"\\u202e\"\n",
		"unknown names":  "x%d = \"{{x}}\"\n",
		"comments":       "# %d\n",
		"gone":           "#~ [a.x%d]\n#~ other = \"x\"\n\n",
		"gone, adjacent": "#~ [a.x%d]\n#~ other = \"x\"\n",
		"gone, broken":   "#~ [a.x%d]\n#~ other = \"\n\n",
		"gone and loose": "#~ [a.x%d]\n# loose\n",
		"previous":       "#| a\n#~ b%d\n",
		"one long line":  "#\u202e%d",
		"one entry":      "x%d = \"\"\n",
	} {
		run := func(n int) time.Duration {
			var b strings.Builder
			if name == "one entry" {
				b.WriteString("[a.x]\n")
			}
			for i := range n {
				b.WriteString(strings.ReplaceAll(unit, "%d", fmt.Sprint(i)))
			}
			if name == "previous" {
				b.WriteString("[a.x]\n")
			}
			return cputime.Least(3, func() {
				f, _ := Parse("s.ar.toml", []byte(b.String()))
				en, _ := Parse("s.en.toml", nil)
				SyncLocale(en, f, []string{"other"})
			})
		}
		small, large := run(1_000), run(20_000)
		if large > 100*max(small, time.Millisecond) {
			t.Errorf("%s: %v for 1,000, %v for 20,000", name, small, large)
		}
	}
}
