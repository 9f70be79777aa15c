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

// The list of aliases keeps its comments, and has no name twice.
func TestMoveWritesTheOldNameIntoTheAliases(t *testing.T) {
	for list, want := range map[string]string{
		"":                                       `aliases = ["a"]` + "\n",
		"aliases = []\n":                         `aliases = ["a"]` + "\n",
		"aliases = ['old'] # printed\n":          `aliases = ["a", 'old'] # printed` + "\n",
		"aliases = [\n  \"old\", # a ] b\n]\n":   "aliases = [\"a\",\n  \"old\", # a ] b\n]\n",
		"\"aliases\" = [\"old\"]\n":              `"aliases" = ["a", "old"]` + "\n",
		"aliases = [\"old\", \"c\"] # printed\n": `aliases = ["a", "old"]` + "\n",
		"\n[[sources]]\ntitle = \"A\"\n":         "aliases = [\"a\"]\n\n[[sources]]\ntitle = \"A\"\n",
		"# aliases = [\"x\"]\n":                  "# aliases = [\"x\"]\n" + `aliases = ["a"]` + "\n",
	} {
		s := movingSite(t, movingPage("Alpha", "Text.\n"), movingPage("Beta", "Other words.\n"))
		s.replace(t, s.content, "a.md", "updated = 2026-03-04\n", "updated = 2026-03-04\n"+list)
		if err := s.move(t, "a", "c"); err != nil {
			t.Errorf("%q: %v", list, err)
			continue
		}
		if data, _ := os.ReadFile(filepath.Join(s.content, "c.md")); !strings.Contains(string(data), "updated = 2026-03-04\n"+want+"+++") {
			t.Errorf("%q: got %s", list, data)
		}
	}
}

// Who saves a catalog from an editor that was open while its page was renamed loses nothing: other words are previous texts of today's catalog, and fill what is empty (law 3).
func TestACatalogThatIsSavedAfterItsPageWasRenamed(t *testing.T) {
	s := movingSite(t, movingPage("Alpha", "First text.\n\nSecond text.\n"), movingPage("Beta", "Other words.\n"))
	first, _ := s.german(t, "a", "First text.")
	second, _ := s.german(t, "a", "Second text.")
	editor := s.all(t, "de/a.de.toml")
	s.replace(t, s.locales, "de/a.de.toml", "\""+second+"\"\n", "\"\"\n")
	s.mustSync(t)
	if err := s.move(t, "a", "c"); err != nil {
		t.Fatal(err)
	}
	editor = strings.Replace(editor, "\""+first+"\"\n", "\"Anders\"\n", 1)
	editor = strings.Replace(editor, "[a.intro.p1]", "# ask Marie\n[a.intro.p1]", 1)
	s.put(t, s.locales, "de/a.de.toml", editor)
	content, locales := s.folders(t)
	w, err := OpenForSync(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := w.Sync()
	if want := (Late{"de/a.de.toml", "de/c.de.toml"}); len(c.Late) != 1 || c.Late[0] != want || len(c.Impact.Texts) > 0 {
		t.Errorf("got %+v, %+v", c.Late, c.Impact)
	}
	s.mustSync(t)
	if got, state := s.german(t, "c", "First text."); got != first || state != corpus.Reviewed {
		t.Errorf("got %q, %v", got, state)
	}
	if got, _ := s.german(t, "c", "Second text."); got != second {
		t.Errorf("got %q", got)
	}
	if now := s.all(t, "de/c.de.toml"); !strings.Contains(now, "#~ Anders\n") || !strings.Contains(now, "# ask Marie\n") {
		t.Errorf("got %s", now)
	}
}

// Law 3: what an author saves while the page is renamed goes to the new name.
func TestMoveTakesWhatIsSavedMeanwhile(t *testing.T) {
	s := movingSite(t, movingPage("Alpha", "First text.\n"), movingPage("Beta", "Other words.\n"))
	content, locales := s.folders(t)
	w, err := Open(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	old := s.contentFile(t, "a.md")
	s.put(t, s.content, "a.md", old+"\nA new text.\n")
	if _, err := w.Move("a", "c"); err != nil {
		t.Fatal(err)
	}
	if got := s.contentFile(t, "c.md"); !strings.Contains(got, "A new text.") || !strings.Contains(got, `aliases = ["a"]`) {
		t.Errorf("got %s", got)
	}
	if _, err := os.Stat(filepath.Join(s.content, "a.md")); err == nil {
		t.Error("the old page is still there")
	}
}

// Law 3: nobody is told to remove what they saved.
func TestMoveSaysHowToKeepWhatIsSavedHalfMeanwhile(t *testing.T) {
	s := movingSite(t, movingPage("Alpha", "First text.\n"), movingPage("Beta", "Other words.\n"))
	content, locales := s.folders(t)
	w, err := Open(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.put(t, s.content, "a.md", "+++\ntitle = \"A\n")
	if _, err := w.Move("a", "c"); err == nil || !strings.Contains(err.Error(), "put what is new in it into "+filepath.Join(s.content, "c.md")) {
		t.Errorf("got %v", err)
	}
}

func (c trees) contentFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(c.content, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
