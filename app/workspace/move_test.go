package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
)

// move does what the command does.
func (c trees) move(t *testing.T, from, to string) error {
	t.Helper()
	content, locales := c.folders(t)
	w, err := Open(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Move(from, to); err != nil {
		return err
	}
	c.mustSync(t)
	return nil
}

// A page is renamed with all that its catalogs hold, and comes back as it was.
func TestMoveTakesEverything(t *testing.T) {
	s := movingSite(t, criticalPage("Alpha", "## Start\n\nFirst text.\n\nSecond text.\n"), movingPage("Beta", "Other words.\n"))
	page, err := os.ReadFile(filepath.Join(s.content, "a.md"))
	if err != nil {
		t.Fatal(err)
	}
	s.put(t, s.content, "a.md", strings.Replace(string(page), "Second text", "Another second text", 1)) // outdated
	s.mustSync(t)
	s.put(t, s.locales, "de/a.de.toml", strings.Replace(s.all(t, "de/a.de.toml"), "[a.start.p1]", "# ask Marie\n[a.start.p1]", 1))
	before := s.all(t, "de/a.de.toml")
	if !strings.Contains(before, "#~ ") || !strings.Contains(before, "# ask Marie") {
		t.Fatal(before)
	}
	for _, to := range []string{"guides/c", "d"} {
		from := map[string]string{"guides/c": "a", "d": "guides/c"}[to]
		if err := s.move(t, from, to); err != nil {
			t.Fatal(err)
		}
		header := map[string]string{"guides/c": `["guides/c".`, "d": "[d."}[to]
		if got := s.all(t, "de/"+to+".de.toml"); got != strings.ReplaceAll(before, "[a.", header) {
			t.Errorf("got %s\nwant %s", got, before)
		}
		if _, state := s.german(t, to, "First text."); state != corpus.Reviewed {
			t.Errorf("%s: got %v", to, state)
		}
		if src := s.read(t); src.Aliases[from] != to || src.Aliases["a"] != to || len(src.Faults) > 0 {
			t.Errorf("got the aliases %v and %v", src.Aliases, src.Faults)
		}
		if !strings.Contains(s.all(t, "en/a.en.toml"), "#~ [a.start.p1]") {
			t.Error("a key could be given to another text (law 4)")
		}
	}
	if err := s.move(t, "d", "a"); err != nil {
		t.Fatal(err)
	}
	if _, state := s.german(t, "a", "First text."); state != corpus.Reviewed {
		t.Errorf("back: got %v", state)
	}
}

func TestMoveThatCannotBeChangesNothing(t *testing.T) {
	a := strings.Replace(movingPage("Alpha", "Text.\n"), "published", "aliases = [\"old\"]\npublished", 1)
	s := movingSite(t, a, movingPage("Beta", "Other words.\n"))
	for _, c := range [][2]string{{"none", "c"}, {"a", "b"}, {"b", "old"}, {"a", "de/a"}, {"a", "livez"}, {"a", "Big Name"}, {"a", "ui"}, {"a", "../c"}} {
		if s.move(t, c[0], c[1]) == nil {
			t.Errorf("%v was moved", c)
		}
	}
	if src := s.read(t); len(src.Pages) != 2 || src.Aliases["old"] != "a" {
		t.Errorf("got %v", src.Aliases)
	}
	if err := s.move(t, "a", "old"); err != nil {
		t.Fatal(err)
	}
	if src := s.read(t); src.Aliases["a"] != "old" || len(src.Aliases) != 1 || len(src.Faults) > 0 {
		t.Errorf("got %v, %v", src.Aliases, src.Faults)
	}
}
