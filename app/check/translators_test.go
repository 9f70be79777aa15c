package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// classes of what translators do in a hurry, by the letters in testdata/translators.
var classes = map[string]string{"a": "a negation dropped", "b": "a sentence dropped", "c": "another span of time", "d": "another frequency or strength",
	"e": "another organ or procedure", "f": "a warning softened", "h": "English left", "j": "another variety"}

// What hurried translators do is found, and what a translator may also write is not. The file of each language is of sentences that the
// site does not have.
func TestFaultsOfHurriedTranslatorsAreFound(t *testing.T) {
	const floor, floorOfLanguage = 0.97, 0.9
	files, _ := filepath.Glob("testdata/translators/*.txt")
	found, planted := 0, 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tag, here, hereFound, harmless := strings.TrimSuffix(filepath.Base(name), ".txt"), 0, 0, 0
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
				hereFound++
			default:
				t.Logf("%s: missed: %s: %s", tag, classes[f[0]], line)
			}
			here++
		}
		if here < 10 || harmless < 5 || float64(hereFound) < floorOfLanguage*float64(here) {
			t.Errorf("%s: %d of %d found, %d harmless", tag, hereFound, here, harmless)
		}
		found, planted = found+hereFound, planted+here
	}
	t.Logf("%d of %d found", found, planted)
	if float64(found) < floor*float64(planted) {
		t.Errorf("%d of %d found", found, planted)
	}
}
