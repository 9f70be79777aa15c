package lang

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Every data file is read; a fault is reported with file and line.
func TestEveryDataFileCanBeRead(t *testing.T) {
	if _, err := readFacts(); err != nil {
		t.Error(err)
	}
	all, err := readLanguages()
	if err != nil {
		t.Error(err)
	}
	for tag, l := range all {
		if len(l.Scripts) == 0 {
			t.Errorf("%s names no script", tag)
		}
	}
	for _, bad := range []string{"what = 1", "length-ratio = 'x'", "calendar-offsets = ['x']", "numbers = 'x un'", "numbers = '1'", "scales = 'x'", "duals = '2 h'", "habits = ['odd']", "negations = [1]",
		"decimal = 'dot'", "not-negative = ['']", "units = 's'"} {
		if err := decode("x.toml", "scripts = ['Latn']\n"+bad, &Language{}); err == nil || !strings.HasPrefix(err.Error(), "x.toml:2: ") {
			t.Errorf("%q: got %v", bad, err)
		}
	}
	for _, bad := range []string{"what = 1", "scripts = 'Xxxx Nothing'", "fractions = { x = 'x' }", "units = { mg = 'x' }", "cjk = { x = 'y' }", "no-range = [1]", "invisible = { x = 1 }"} {
		if err := decode("x.toml", "\n"+bad, &facts{}); err == nil || !strings.HasPrefix(err.Error(), "x.toml:2: ") {
			t.Errorf("%q: got %v", bad, err)
		}
	}
}

// Every data file says where its facts come from, and every set of words has some.
func TestDataFilesNameTheirSource(t *testing.T) {
	for _, pattern := range []string{"data/*.toml", "data/languages/*.toml"} {
		files, _ := fs.Glob(data, pattern)
		for _, name := range files {
			text, _ := data.ReadFile(name)
			if first, _, _ := strings.Cut(string(text), "\n"); !strings.HasPrefix(first, "# Source: ") && !strings.HasPrefix(first, "# Compiled by hand") {
				t.Errorf("%s:1: %q names no source", name, first)
			}
		}
	}
	sets := []Set{EnglishOnly, EnglishShared, International, DandaAbbreviations, DandaVerbs, PointAbbreviations, HanReduplicated, SingleCharacters,
		SingleCharacterAfter, Articles, CountedOnce, Proclitics, EmergencyNumbers}
	for _, set := range sets {
		if known().Sets[set] == nil || len(known().Sets[set].index) == 0 {
			t.Errorf("%s has no words", set)
		}
	}
	for _, x := range []expression{known().English.Calls, known().English.Negates, known().English.NotNegative} {
		if x.Regexp == nil || x.MatchString("") {
			t.Errorf("%v has no words", x)
		}
	}
	if got := len(known().Sets); got != len(sets) {
		t.Errorf("the data files name %d sets, want %d", got, len(sets))
	}
}

// A language that knows one sense knows all that are opposed to others, kept apart or required: what is missing would be found in no text.
func TestEveryLanguageHasWordsForEverySense(t *testing.T) {
	named := map[Sense]bool{}
	for _, family := range slices.Concat(known().Opposed, known().Kinds, known().Apart, known().Needed) {
		for _, s := range family {
			named[s] = true
		}
	}
	for tag, l := range languages() {
		for s := range named {
			if !l.KnowsSense(s) {
				t.Errorf("%s has no words for %s", tag, s)
			}
		}
	}
}

func TestOfWordsInsideEachOtherTheLongestCounts(t *testing.T) {
	for _, k := range []struct {
		tag, text  string
		one, other Sense
		want       bool
	}{
		{"ur", " یہ غیر معمولی ہے ", "rare", "common", true},
		{"ur", " یہ معمول ہے ", "rare", "common", false},
		{"zh-Hans", " 肌腱 ", "muscle", "tendon", false},
		{"zh-Hans", " 肌腱和肌肉 ", "muscle", "tendon", false}, // it says both
		{"zh-Hans", " 肌肉 ", "muscle", "tendon", true},
	} {
		if got := For(k.tag, "").SaysInstead(k.one, k.other, k.text); got != k.want {
			t.Errorf("%s %q: %s instead of %s: %v", k.tag, k.text, k.one, k.other, got)
		}
	}
}

func TestFoldLowersWhatHasACase(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if got := FoldRune(r); got != unicode.ToLower(r) && got != -1 && got != '\'' {
			t.Fatalf("%U: got %U", r, got)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Ärzte’s", "بِسْم ۔", "a\xffB", "Жди́, (да)!", "第一。"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := Fold(s), strings.Map(FoldRune, s); got != want {
			t.Errorf("%q: got %q, want %q", s, got, want)
		}
		if got := FoldSentence(s); !strings.HasPrefix(got, " ") || !strings.HasSuffix(got, " ") || strings.ContainsAny(got, ".,;:!?()") {
			t.Errorf("%q: got %q", s, got)
		}
	})
}
