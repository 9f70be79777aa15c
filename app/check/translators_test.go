package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// classes of what translators do in a hurry, by the letters in testdata/translators and testdata/unseen.
var classes = map[string]string{"a": "a negation dropped", "b": "a sentence dropped", "c": "another span of time", "d": "another frequency or strength",
	"e": "another organ or procedure", "f": "a warning softened", "g": "a link or bold lost", "h": "English left", "j": "another variety"}

// What hurried translators do is found, and what a translator may also write is not. The file of each language in translators is of sentences
// that the site does not have; those in unseen were written by somebody who had not seen the words of the rules.
func TestFaultsOfHurriedTranslatorsAreFound(t *testing.T) {
	const floor, floorOfLanguage = 0.97, 0.9
	for _, folder := range []string{"translators", "unseen"} {
		files, _ := filepath.Glob("testdata/" + folder + "/*.txt")
		if len(files) != 20 {
			t.Errorf("%s: %d languages", folder, len(files))
		}
		found, planted := 0, 0
		for _, name := range files {
			here, hereFound := findPlanted(t, name)
			if here < 10 || float64(hereFound) < floorOfLanguage*float64(here) {
				t.Errorf("%s: %d of %d found", name, hereFound, here)
			}
			found, planted = found+hereFound, planted+here
		}
		t.Logf("%s: %d of %d found", folder, found, planted)
		if float64(found) < floor*float64(planted) {
			t.Errorf("%s: %d of %d found", folder, found, planted)
		}
	}
}

// findPlanted returns how many faults are planted in a file, and how many of them are found. What is found in a harmless line is an error.
func findPlanted(t *testing.T, name string) (planted, found int) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	tag, harmless := strings.TrimSuffix(filepath.Base(name), ".txt"), 0
	for line := range strings.Lines(string(data)) {
		f := strings.SplitN(strings.TrimSpace(line), " ; ", 3)
		if len(f) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		list := Message(ruleCase{source: f[1], text: f[2]}.unit(), contextFor(tag, nil))
		switch {
		case f[0] == "ok":
			if harmless++; len(list) > 0 {
				t.Errorf("%s: harmless: %s\n\t%+v", tag, line, list)
			}
			continue
		case classes[f[0]] == "":
			t.Errorf("%s: unknown class %q", name, f[0])
		case len(list) > 0:
			found++
		default:
			t.Logf("%s: missed: %s: %s", tag, classes[f[0]], line)
		}
		planted++
	}
	if harmless < 5 {
		t.Errorf("%s: %d harmless", name, harmless)
	}
	return planted, found
}
