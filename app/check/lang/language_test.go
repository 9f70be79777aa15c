package lang

import (
	"io/fs"
	"strings"
	"testing"
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
