package locale

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestR13MatcherTestsOfXText runs golang.org/x/text's own matcher tests. Where we mean to answer differently,
// testdata/xtextdeviations.txt says so with a reason; it must list every difference and nothing else.
func TestR13MatcherTestsOfXText(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/text").Output()
	if err != nil {
		t.Skipf("golang.org/x/text's folder cannot be found: %v", err)
	}
	files, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "language", "testdata", "*LocaleMatcherTest.txt"))
	if len(files) < 2 {
		t.Fatalf("found %d files of matcher tests, want 2 or more", len(files))
	}
	accepted := deviations(t)
	ran := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			line, _, _ = strings.Cut(line, "#")
			f := strings.Split(line, ";")
			if len(f) < 3 || strings.HasPrefix(line, "@") {
				continue
			}
			ran++
			served, desired, want := list(f[0]), list(f[1]), strings.TrimSpace(f[2])
			got := chooseAmong(served, desired)
			name := fmt.Sprintf("%s ; %s ; %s ; %s", short(served), strings.Join(desired, ","), want, got)
			switch used, ok := accepted[name]; {
			case got == want && ok:
				t.Errorf("listed, but does not deviate: %s", name)
			case got != want && !ok:
				t.Errorf("deviates and is not listed: %s", name)
			case ok:
				*used = true
			}
		}
	}
	for name, used := range accepted {
		if !*used {
			t.Errorf("listed, but did not happen: %s", name)
		}
	}
	t.Logf("%d tests, %d accepted deviations", ran, len(accepted))
}

// short names a list that would fill the page by its length.
func short(tags []string) string {
	if len(tags) == 0 || len(tags) > 20 {
		return fmt.Sprintf("(%d tags)", len(tags))
	}
	return strings.Join(tags, ",")
}

func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
}

// chooseAmong makes a table of tags as they stand, which ParseTable would partly refuse. Where "en" is not among them the first
// one is what nobody's wish leads to, as in x/text.
func chooseAmong(served, desired []string) string {
	if len(served) == 0 || len(served) > maxLocales {
		return "no such table"
	}
	tab := &Table{}
	var set Set
	for i, tag := range served {
		tab.Locales = append(tab.Locales, Locale{Tag: tag, Index: i})
		set.Add(i)
	}
	return tab.Locales[NewChooser(tab).Choose(strings.Join(desired, ","), set)].Tag
}

// deviations reads testdata/xtextdeviations.txt: "! reason", and below it the tests that the reason accounts for.
func deviations(t *testing.T) map[string]*bool {
	t.Helper()
	data, err := os.ReadFile("testdata/xtextdeviations.txt")
	if err != nil {
		t.Fatal(err)
	}
	accepted := map[string]*bool{}
	reason := ""
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '!':
			reason = line[1:]
		case reason == "":
			t.Fatalf("no reason given for %s", line)
		default:
			accepted[line] = new(bool)
		}
	}
	return accepted
}
