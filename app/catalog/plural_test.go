package catalog

import (
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// TestR33Categories reads testdata/categories.txt: tag ; categories.
func TestR33Categories(t *testing.T) {
	for _, c := range cases(t, "testdata/categories.txt") {
		if got := strings.Join(Categories(c.in), " "); got != c.want {
			t.Errorf("line %d: %s: got %s, want %s", c.line, c.in, got, c.want)
		}
	}
}

// TestR33FormAgreesWithXText compares the forms of whole numbers in languages whose rules did not change between CLDR 32
// and 48.
func TestR33FormAgreesWithXText(t *testing.T) {
	for _, tag := range []string{"ar", "en", "hi", "th", "zh-Hans", "ru", "pl", "cy", "ga", "sl"} {
		p, lang := newPluralizer(tag), language.MustParse(tag)
		for n := range 300 {
			want := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}[plural.Cardinal.MatchPlural(lang, n, 0, 0, 0, 0)]
			if got := p.form(n); got != want {
				t.Errorf("%s %d: got %s, want %s", tag, n, got, want)
			}
		}
	}
}

func TestR36ALanguageWithoutARuleSaysOneInItsOwnWords(t *testing.T) {
	english := parse(t, "ui.en.toml", "[ui.parts]\ndescription = \"one: \\\"{{.Count}} part\\\"; other:\"\none = \"{{.Count}} part\"\nother = \"{{.Count}} parts\"\n")
	message, _ := english.Find("ui.parts")
	haitian := parse(t, "ui.ht.toml", "[ui.parts]\nhash = \""+Hash(message.Forms)+"\"\nother = \"{{.Count}} pati\"\n")
	x := NewLocalizer(english, map[string]*File{"ht": haitian})
	number := func(_ string, n int) string { return strconv.Itoa(n) }
	for n := range 3 {
		if text, tag := x.Count("ui.parts", n, number, nil, "ht"); tag != "ht" || text != strconv.Itoa(n)+" pati" {
			t.Errorf("%d: got %q in %s", n, text, tag)
		}
	}
}

// A language is asked about once, whoever changes what came back; and no list of tags makes memory grow without a limit (law 8).
func TestLaw8CategoriesAreFoundOnceAndKeptWithinABound(t *testing.T) {
	first := Categories("ar")
	if again := testing.AllocsPerRun(10, func() { first = Categories("ar") }); again > 10 {
		t.Errorf("asking again allocates %v times", again)
	}
	first[0] = "changed"
	if got := strings.Join(Categories("ar"), " "); got != "zero one two few many other" {
		t.Errorf("somebody who changes the answer changes it for all: %s", got)
	}
	full := pluralExamples{byTag: map[string]func() map[string]string{}}
	for i := range maxExamples {
		full.byTag[strconv.Itoa(i)] = nil
	}
	if got := full.of("de")["one"]; got != "1" || len(full.byTag) != maxExamples {
		t.Errorf("with all room taken: %q, and %d tags are kept", got, len(full.byTag))
	}
}
