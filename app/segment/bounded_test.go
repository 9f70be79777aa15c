//go:build !race

// The race detector slows what is measured here tenfold, and finds nothing in it: these tests run without it.
package segment

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/cputime"
)

// bigPage is a page of about so many bytes, of all kinds of blocks.
func bigPage(bytes int) string {
	r := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	b.WriteString(head)
	for n := 0; b.Len() < bytes; n++ {
		fmt.Fprintf(&b, "## %s\n\n%s **%s**\n%s [%s](/x)\n\n- %s\n- %s\n\n  %s\n\n> %s\n> %s\n\n| a | %s |\n|---|---|\n| %s | %d |\n\n",
			sentence(r), sentence(r), sentence(r), sentence(r), sentence(r), sentence(r), sentence(r), sentence(r), sentence(r),
			sentence(r), sentence(r), sentence(r), n)
	}
	return b.String()
}

// ratio returns how many times as long the second takes, the best of three each.
func ratio(first, second func()) float64 {
	one := cputime.Least(3, first)
	return float64(cputime.Least(3, second)) / float64(one)
}

func TestLaw8ParseGrowsWithThePage(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	small, large := []byte(bigPage(500_000)), []byte(bigPage(5_000_000))
	parse := func(src []byte) func() {
		return func() {
			p, err := Parse("page", "p.md", src)
			if err != nil {
				t.Fatal(err)
			}
			p.join(texts(p))
		}
	}
	if got := ratio(parse(small), parse(large)); got > 40 { // a square would make it 100
		t.Errorf("ten times the page takes %.1f times as long", got)
	}
}

// hostile pages are what a few bytes could make dear.
func TestLaw8HostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, unit := range []string{
		"- ", "-\n", "> ", "1. x\n", "a\n\n", "- a\n  - b\n", "| a ", "a|b\n-|-\n", "`", "# x\n", "<!-- x -->\n", "[a]: b\n\n", "a  \nb\\\n",
		"a\n===\n", "***\n", "```\n", "    x\n", "\t", "> - ", "a\n> b\n", "![a](b)\n\n", "é", "[](\"", "- x\n\n", "*a ", "|", "\\|",
	} {
		times := (1 << 20) / len(unit)
		if lines := strings.Count(unit, "\n"); lines > 0 {
			times = min(times, maxLines*3/4/lines)
		}
		body := strings.Repeat(unit, times)
		took := cputime.Of(func() { _, _ = Parse("page", "p.md", []byte(head+body)) })
		t.Logf("%q: %v", unit, took)
		if took > 10*time.Second {
			t.Errorf("%q: %v", unit, took)
		}
	}
}

// Law 8: no text of the greatest length takes long, whatever it holds.
func TestLaw8HostileTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, unit := range []string{
		"[", "]", "![", "[a](", "*a ", "a* ", "**a _b ", "`", "`a``b", "<", "<a ", "&", "\\", "[a](b)", "_a_", "[[]]", "(", "[a](<",
		"a**b", "<!--", "<?", "[a][b]", "http://", "https://a.b/;", "ü://", "*a_ ", "![[", "\"", "[](\"",
	} {
		text := strings.Repeat(unit, maxText/len(unit))
		if took := cputime.Of(func() { _, _ = Inline(text) }); took > time.Second {
			t.Errorf("%q: %d bytes took %v", unit, len(text), took)
		}
	}
}

func remember(p *Page, keys []string) []KnownKey {
	memory := make([]KnownKey, len(keys))
	for i, k := range keys {
		memory[i] = KnownKey{Key: k, Kind: p.Segments[i].Kind, Text: p.Segments[i].Text}
	}
	return memory
}

// edited are pages of n blocks and what was remembered of them, for the ways in which a page can have changed.
func edited(t testing.TB, n int) map[string]func() {
	r := rand.New(rand.NewPCG(2, 2))
	var was, typos, shuffled, unlike, same, few []string
	for i := range n {
		s := sentence(r)
		was = append(was, s)
		typos = append(typos, strings.Replace(s, "e", "ee", 1))
		unlike = append(unlike, sentence(r))
		same = append(same, "Yes.")
		few = append(few, fmt.Sprint("Step ", i%7))
	}
	shuffled = append(shuffled, typos...)
	r.Shuffle(n, func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	page := func(blocks []string) *Page { return mustParse(t, head+strings.Join(blocks, "\n\n")) }
	change := func(from, to []string) func() {
		before, after := page(from), page(to)
		memory := remember(before, before.Keys(nil))
		return func() { after.Keys(memory) }
	}
	return map[string]func(){
		"nothing":  change(was, was),
		"typos":    change(was, typos),
		"shuffled": change(was, shuffled),
		"unlike":   change(was, unlike),
		"same":     change(same, same[:n/2]),
		"few":      change(few, append(few[n/3:], few[:n/4]...)),
		"fewer":    change(few, same),
	}
}

func TestLaw8KeysGrowWithThePage(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	small, large := edited(t, 1000), edited(t, 10_000)
	for name := range small {
		if got := ratio(small[name], large[name]); got > 60 { // a square would make it 100
			t.Errorf("%s: ten times the page takes %.1f times as long", name, got)
		}
	}
}
