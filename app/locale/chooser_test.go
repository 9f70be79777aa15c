package locale

import (
	"fmt"
	"hash/maphash"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

// table makes a table of tags; "tr<ku+ckb" is the locale tr with the related languages ku and ckb. English is added where it is missing.
func table(t testing.TB, served string) *Table {
	t.Helper()
	var b strings.Builder
	seen := false
	for _, s := range strings.Fields(strings.ReplaceAll(served, ",", " ")) {
		tag, related, _ := strings.Cut(s, "<")
		seen = seen || tag == "en"
		fmt.Fprintf(&b, "[[locale]]\ntag = %q\nname = %q\n", tag, tag)
		if related != "" {
			fmt.Fprintf(&b, "related = [%q]\n", related)
		}
	}
	if !seen {
		b.WriteString("[[locale]]\ntag = \"en\"\nname = \"English\"\n")
	}
	text := strings.ReplaceAll(b.String(), "+", `", "`)
	tab, err := ParseTable("locales.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

func all(t *Table) (s Set) {
	for _, l := range t.Locales {
		s.Add(l.Index)
	}
	return s
}

// cases reads a file of "a ; b ; c" lines with "#" comments. A "\;" is a semicolon that belongs to the text.
func cases(t testing.TB, file string) [][]string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		var fields []string
		for _, f := range strings.Split(line, " ; ") {
			fields = append(fields, strings.TrimSpace(f))
		}
		if len(fields) != 3 {
			t.Fatalf("%s: not three fields: %s", file, line)
		}
		out = append(out, fields)
	}
	return out
}

// TestChooseR2toR11 reads testdata/acceptlanguage.txt.
func TestChooseR2toR11(t *testing.T) {
	list := cases(t, "testdata/acceptlanguage.txt")
	if len(list) < 150 {
		t.Errorf("only %d cases", len(list))
	}
	for _, c := range list {
		tab := table(t, c[0])
		got := tab.Locales[NewChooser(tab).Choose(unescape(c[1]), all(tab))].Tag
		if got != c[2] {
			t.Errorf("%s ; %s: got %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

// unescape writes out "(empty)", "\t" and "{30 zz}", thirty items zz.
func unescape(header string) string {
	header = strings.NewReplacer("(empty)", "", `\t`, "\t", `\0`, "\x00").Replace(header)
	for {
		before, rest, ok := strings.Cut(header, "{")
		if !ok {
			return header
		}
		what, after, _ := strings.Cut(rest, "}")
		var n int
		var item string
		fmt.Sscanf(what, "%d %s", &n, &item)
		header = before + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + after
	}
}

const manyTags = "en ar<ckb es es-419 es-MX fr fr-CA hi<mr th zh-Hans<zh-Hant zh-Hant pt pt-PT nb nn sr-Latn tr<ku he id fil ro sw ur fa prs ru<be+uk de vi ko ja bn"

// headers makes random headers, most of them of tags that might match.
func headers(r *rand.Rand) string {
	bases := strings.Fields("en ar arz es fr hi th zh yue pt nb nn no sr tr ku ckb he iw in id tl fil mo ro ur fa prs ru be de xx * $$$ i-klingon zh-min-nan")
	scripts := []string{"", "", "", "-Latn", "-Hant", "-Hans", "-Arab", "-Cyrl", "_Deva"}
	regions := []string{"", "", "-US", "-MX", "_TW", "-CN", "-419", "-AO", "-ZZ", "-u-nu-latn", "-valencia", "-", "--"}
	qualities := []string{"", "", ";q=0", ";q=0.5", ";Q=.9", "; q = 1.0", ";q=1.5", ";q=NaN", ";q=-1", ";x=y", ";"}
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	var items []string
	for range r.IntN(8) {
		items = append(items, pick(bases)+pick(scripts)+pick(regions)+pick(qualities))
	}
	return strings.Join(items, pick([]string{",", ", ", " ,", ",,"}))
}

// randomSet leaves out about every third locale.
func randomSet(r *rand.Rand, t *Table) (s Set) {
	for _, l := range t.Locales {
		if r.IntN(3) > 0 {
			s.Add(l.Index)
		}
	}
	return s
}

func TestR1ResultIsPublishableOrEnglish(t *testing.T) {
	tab := table(t, manyTags)
	c := NewChooser(tab)
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		header, set := headers(r), randomSet(r, tab)
		if got := c.Choose(header, set); !set.Has(got) && got != tab.English().Index {
			t.Fatalf("%q: got %s, which is not publishable", header, tab.Locales[got].Tag)
		}
	}
}

func TestR12OrderOfTheTableChangesNothing(t *testing.T) {
	tags := strings.Fields(manyTags + " zh-TW zh-HK es-AR en-GB en-001 de-AT de-CH fr-CH no")
	r := rand.New(rand.NewPCG(3, 4))
	first := table(t, strings.Join(tags, " "))
	chooser := NewChooser(first)
	for range 20 {
		shuffled := slices.Clone(tags)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		second := table(t, strings.Join(shuffled, " "))
		other := NewChooser(second)
		for range 2000 {
			header, set := headers(r), randomSet(r, first)
			var same Set
			for _, l := range second.Locales {
				if f, _ := first.Find(l.Tag); set.Has(f.Index) {
					same.Add(l.Index)
				}
			}
			want, got := first.Locales[chooser.Choose(header, set)].Tag, second.Locales[other.Choose(header, same)].Tag
			if got != want {
				t.Fatalf("%q: got %s, and %s with the table in another order %v", header, want, got, shuffled)
			}
		}
	}
}

func FuzzChoose(f *testing.F) {
	tab := table(f, manyTags)
	c := NewChooser(tab)
	for _, line := range cases(f, "testdata/acceptlanguage.txt") {
		f.Add(unescape(line[1]), ^uint64(0))
	}
	f.Fuzz(func(t *testing.T, header string, bits uint64) {
		set := Set{bits, bits, bits, bits}
		got := c.Choose(header, set)
		if got < 0 || got >= len(tab.Locales) || !set.Has(got) && got != tab.English().Index {
			t.Fatalf("%q: got %d, which is not publishable", header, got)
		}
		if again := c.Choose(truncateHeader(header), set); again != got {
			t.Fatalf("%q: got %d, and %d for as much of it as is read", header, got, again)
		}
	})
}

func TestChooseDoesNotAllocate(t *testing.T) {
	tab := table(t, manyTags)
	c, set := NewChooser(tab), all(tab)
	for _, header := range benchHeaders {
		if n := testing.AllocsPerRun(100, func() { c.Choose(header, set) }); n != 0 {
			t.Errorf("%q: %v allocations", header, n)
		}
	}
}

// TestChooseDoesNotAllocateForManyHeaders sends every header once.
func TestChooseDoesNotAllocateForManyHeaders(t *testing.T) {
	c := NewChooser(table(t, manyTags))
	var sent []string
	for i := range 2001 {
		sent = append(sent, fmt.Sprintf("de-AT,de;q=0.9,fr;q=0.%d", i))
	}
	i := 0
	if n := testing.AllocsPerRun(2000, func() { c.Choose(sent[i], Set{}); i++ }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestR14EnglishCountsAsPublishable(t *testing.T) {
	tab := table(t, "en en-GB nl")
	c, set := NewChooser(tab), all(tab)
	set[0] &^= 1 << tab.English().Index
	for header, want := range map[string]string{"en,nl": "en", "nl,en": "nl", "en-GB,en": "en-GB", "en-US": "en"} {
		for range 2 { // the second time it is remembered
			if got := tab.Locales[c.Choose(header, set)].Tag; got != want {
				t.Errorf("%q: got %s, want %s", header, got, want)
			}
		}
	}
}

// What is remembered of a header changes no answer: the same headers come again and again, each time with other locales publishable.
func TestRememberedListsChangeNoAnswer(t *testing.T) {
	tab := table(t, manyTags)
	c := NewChooser(tab)
	r := rand.New(rand.NewPCG(5, 6))
	sent := []string{"fr,de,th,vi,ko,ja,bn,he,id,ur"} // more than are remembered
	for range 3000 {
		sent = append(sent, headers(r))
	}
	for range 60_000 {
		header, set := sent[r.IntN(len(sent))], randomSet(r, tab)
		want := c.english
		if list := slices.DeleteFunc(c.read(nil, header), func(l uint8) bool { return !set.Has(int(l)) }); len(list) > 0 {
			want = int(list[0])
		}
		if got := c.Choose(header, set); got != want {
			t.Fatalf("%q: got %s, want %s", header, tab.Locales[got].Tag, tab.Locales[want].Tag)
		}
	}
	known := 0
	for _, header := range sent {
		if _, ok := c.remembered.find(maphash.String(c.remembered.seed, header)); ok {
			known++
		}
	}
	if known < len(sent)/3 || known == len(sent) {
		t.Errorf("%d of %d headers are remembered", known, len(sent))
	}
}

// TestR18ChooseKeepsNoHeader changes the bytes of a header after it was sent, as fasthttp does.
func TestR18ChooseKeepsNoHeader(t *testing.T) {
	tab := table(t, manyTags)
	c := NewChooser(tab)
	set := all(tab)
	for range 2 {
		buffer := []byte("fr-CH,fr;q=0.9")
		c.Choose(unsafe.String(&buffer[0], len(buffer)), set)
		copy(buffer, "th-TH,th;q=0.9")
		c.Choose(unsafe.String(&buffer[0], len(buffer)), set)
	}
	if got := tab.Locales[c.Choose("fr-CH,fr;q=0.9", set)].Tag; got != "fr" {
		t.Errorf("got %s", got)
	}
}

// R53: where several locales are near, a preferred one is taken; the others are reached where there is no such.
func TestNearestPrefers(t *testing.T) {
	table, err := ParseTable("t", []byte("[[locale]]\ntag = \"en\"\nname = \"English\"\n[[locale]]\ntag = \"pt-PT\"\nname = \"Português\"\n[[locale]]\ntag = \"pt-BR\"\nname = \"Português\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := NewChooser(table)
	var brazil, none Set
	brazil.Add(2)
	for _, x := range []struct {
		tag       string
		preferred Set
		want      int
	}{{"pt-AO", none, 1}, {"pt-AO", brazil, 2}, {"pt", brazil, 2}, {"en-GB", brazil, 0}} {
		if got, ok := c.Nearest(x.tag, x.preferred); !ok || got != x.want {
			t.Errorf("%s: got %d, %v, want %d", x.tag, got, ok, x.want)
		}
	}
}

// R53: old and near spellings of the locales that are shipped.
func TestR53NearestOfTheSameLanguage(t *testing.T) {
	data, err := os.ReadFile("../../locales/locales.toml")
	if err != nil {
		t.Fatal(err)
	}
	table, err := ParseTable("locales.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	c := NewChooser(table)
	for tag, want := range map[string]string{
		"zh-CN": "zh-Hans", "zh-TW": "zh-Hant", "zh_HK": "zh-Hant", "zh": "zh-Hans", "zh-SG": "zh-Hans", "pt": "pt-BR", "pt-PT": "pt-BR", "iw": "he", "iw-IL": "he",
		"in": "id", "es-MX": "es", "es-419": "es", "ES-mx": "es", "en-GB": "en", "de-CH": "de", "ar-EG": "ar",
		"hi-Latn": "", "xx": "", "ca": "", "ku": "", "be": "", "safety": "", "": "", "e": "", "zh-": "", "*": "", "nb": "", "faq": "",
		"en-XA": "", "ar-u-nu-latn": "", "en-x-a": "",
	} {
		got := ""
		if l, ok := c.Nearest(tag, Set{}); ok {
			got = table.Locales[l].Tag
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
}
