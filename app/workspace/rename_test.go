package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
)

// replace changes a text in a file of one of the two trees.
func (c trees) replace(t *testing.T, dir, name, old, text string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q, %v", name, old, err)
	}
	c.put(t, dir, name, strings.Replace(string(data), old, text, 1))
}

func (c trees) rename(t *testing.T, dir, from, to string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, to)), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
		t.Fatal(err)
	}
}

// A page that is renamed by hand, with its catalogs or without them, into a folder, and back, keeps its keys, its comments and its previous translations; so it
// does by [Workspace.Move]. What a translator has changed meanwhile is what comes back, and what a reviewer has revoked stays revoked.
func TestARenamedPageKeepsAllThatItsCatalogsHold(t *testing.T) {
	hand := func(t *testing.T, s trees, from, to string) {
		s.rename(t, s.content, from+".md", to+".md")
		s.mustSync(t)
	}
	for name, rename := range map[string]func(t *testing.T, s trees, from, to string){
		"page": hand,
		"page and catalogs": func(t *testing.T, s trees, from, to string) {
			for _, tag := range []string{"en", "de"} {
				s.rename(t, s.locales, tag+"/"+from+"."+tag+".toml", tag+"/"+to+"."+tag+".toml")
			}
			hand(t, s, from, to)
		},
		"page and English catalog": func(t *testing.T, s trees, from, to string) {
			s.rename(t, s.locales, "en/"+from+".en.toml", "en/"+to+".en.toml")
			hand(t, s, from, to)
		},
		"move": func(t *testing.T, s trees, from, to string) {
			if err := s.move(t, from, to); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := movingSite(t, criticalPage("Alpha", "## Start\n\nFirst text.\n\nSecond text.\n\nThird text.\n"), movingPage("Beta", "Other words.\n"))
			s.replace(t, s.content, "a.md", "Second text", "Another second text")
			s.mustSync(t)
			s.replace(t, s.locales, "de/a.de.toml", "[a.start.p1]", "# ask Marie\n[a.start.p1]")
			before := strings.ReplaceAll(s.all(t, "de/a.de.toml"), "[a.", "[c.")
			first, _ := s.german(t, "a", "First text.")

			rename(t, s, "a", "c")
			if got := s.all(t, "de/c.de.toml"); got != before {
				t.Errorf("got %s\nwant %s", got, before)
			}
			if _, state := s.german(t, "c", "First text."); state != corpus.Reviewed {
				t.Errorf("got %v", state)
			}
			if !strings.Contains(s.all(t, "en/a.en.toml"), "#~ [a.start.p1]") {
				t.Error("a key could be given to another text (law 4)")
			}
			s.revoke(t, "c.start.p1")
			s.replace(t, s.locales, "de/c.de.toml", "[c.start.p3]", "[c.start.p3] # better\nfew = \"\"")
			third, _ := s.german(t, "c", "Third text.")
			s.replace(t, s.locales, "de/c.de.toml", `"`+third+`"`, `"Besserer Text"`)
			for _, names := range [][2]string{{"c", "guides/d"}, {"guides/d", "a"}} {
				rename(t, s, names[0], names[1])
				if text, state := s.german(t, names[1], "First text."); text != first || state != corpus.Draft {
					t.Errorf("%s: revoked, but got %q, %v", names[1], text, state)
				}
				if text, _ := s.german(t, names[1], "Third text."); text != "Besserer Text" {
					t.Errorf("%s: got %q", names[1], text)
				}
				if !strings.Contains(s.all(t, "de/"+names[1]+".de.toml"), "# ask Marie") {
					t.Errorf("%s: the comment is gone", names[1])
				}
			}
			if _, state := s.german(t, "a", "Alpha"); state != corpus.Reviewed {
				t.Errorf("got %v", state)
			}
		})
	}
}

// revoke takes a sign-off back as the command does.
func (c trees) revoke(t *testing.T, key string) {
	t.Helper()
	content, locales := c.folders(t)
	w, err := Open(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	l, _ := w.Locales().Find("de")
	if r, err := w.Revoke(l, []string{key}, "Bo", ""); err != nil || r.Texts[0].Refused != nil {
		t.Fatal(r, err)
	}
}

// Two pages that exchange their names, and a page that takes the name of another that is renamed, keep everything; a text that is reworded where it stood
// and moves to another page as it was does so too.
func TestTextsWhosePlacesOthersTakeKeepTheirTranslations(t *testing.T) {
	a, b := movingPage("Alpha", "First text of the page.\n\nSame.\n"), movingPage("Beta", "Other words of the page.\n\nSame.\n")
	for name, c := range map[string]struct{ a, b, c string }{
		"exchanged": {b, a, ""},
		"reworded":  {strings.Replace(a, "First text", "The first text", 1), b + "\nFirst text of the page.\n", ""},
		"new page":  {movingPage("Gamma", "Quite new.\n"), b, a},
	} {
		s := movingSite(t, a, b)
		words, _ := s.german(t, "a", "First text of the page.")
		title, _ := s.german(t, "a", "Alpha")
		slug := map[string]string{"exchanged": "b", "reworded": "b", "new page": "c"}[name]
		s.put(t, s.content, "a.md", c.a)
		s.put(t, s.content, "b.md", c.b)
		if c.c != "" {
			s.put(t, s.content, "c.md", c.c)
		}
		s.mustSync(t)
		if got, state := s.german(t, slug, "First text of the page."); got != words || state != corpus.Reviewed {
			t.Errorf("%s: got %q, %v", name, got, state)
		}
		if name == "reworded" {
			continue
		}
		if got, state := s.german(t, slug, "Alpha"); got != title || state != corpus.Reviewed {
			t.Errorf("%s: title: got %q, %v", name, got, state)
		}
	}
}

// What an edit costs does not count what moved.
func TestMovedTextsCostNothing(t *testing.T) {
	a, b := movingPage("Alpha", "First text of the page.\n\nSame.\n"), movingPage("Beta", "Other words of the page.\n\nSame.\n")
	s := movingSite(t, a, b)
	s.rename(t, s.content, "a.md", "g/a.md")
	s.rename(t, s.content, "b.md", "g/b.md")
	s.replace(t, s.content, "g/b.md", "Other words", "Other new words")
	content, locales := s.folders(t)
	w, err := OpenForSync(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := w.Sync()
	if len(c.Impact.Texts) != 1 || c.Impact.Texts[0].Key != "g/b.intro.p1" || c.Impact.Translations != 1 || c.Impact.Reviewed != 1 {
		t.Errorf("got %+v", c.Impact)
	}
	if len(c.Renamed) != 2 || c.Renamed[0] != (Renamed{From: "a", To: "g/a", File: filepath.Join(s.content, "g/a.md"), signed: true}) {
		t.Errorf("got %+v", c.Renamed)
	}
}

// A fault in one entry costs that entry alone while its page is renamed, and goes on with it once it is mended (law 9).
func TestAFaultInARenamedCatalogCostsItsEntryAlone(t *testing.T) {
	for _, byHand := range []bool{true, false} {
		s := movingSite(t, movingPage("Alpha", "First text.\n\nSecond text.\n"), movingPage("Beta", "Other words.\n"))
		words, _ := s.german(t, "a", "First text.")
		s.replace(t, s.locales, "de/a.de.toml", `"`+words+`"`, `"`+words)
		if byHand {
			s.rename(t, s.content, "a.md", "c.md")
			_ = s.sync(t)
		} else if content, locales := s.folders(t); true {
			w, err := Open(content, locales, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Move("a", "c"); err != nil {
				t.Fatal(err)
			}
			_ = s.sync(t)
		}
		if _, state := s.german(t, "c", "Second text."); state != corpus.Reviewed {
			t.Errorf("got %v", state)
		}
		s.replace(t, s.locales, "de/a.de.toml", `"`+words+"\n", `"`+words+"\"\n")
		s.mustSync(t)
		if got, state := s.german(t, "c", "First text."); got != words || state != corpus.Reviewed {
			t.Errorf("mended: got %q, %v", got, state)
		}
	}
}

// A key of the interface that people rename, ui.group.<folder> for example, keeps its translation where the note is the same.
func TestAKeyOfTheInterfaceThatIsRenamedKeepsItsTranslation(t *testing.T) {
	s := movingSite(t, movingPage("Alpha", "Text.\n"), movingPage("Beta", "Guides\n"))
	s.put(t, s.locales, "en/ui.en.toml", "[ui.site.name]\nother = \"Site\"\n\n#. a group\n[ui.group.old]\nother = \"Guides\"\n\n[ui.open]\nother = \"Open\"\n")
	s.mustSync(t)
	s.replace(t, s.locales, "de/ui.de.toml", "#> Guides", "#> Guides\n# people's")
	data := s.all(t, "de/ui.de.toml")
	for _, words := range []string{"Seite", "Ratgeber", "Offen"} {
		data = strings.Replace(data, `other = ""`, `other = "`+words+`"`, 1)
	}
	s.put(t, s.locales, "de/ui.de.toml", data)
	s.mustSync(t)
	s.put(t, s.locales, "en/ui.en.toml", "[ui.site.name]\nother = \"Site\"\n\n#. a group\n[ui.group.new]\nother = \"Guides\"\n\n#. the state of a door\n[ui.door]\nother = \"Open\"\n")
	s.mustSync(t)
	src := s.read(t)
	l, _ := src.Locales.Find("de")
	for key, want := range map[string]string{"ui.group.new": "Ratgeber", "ui.door": ""} {
		if m, _ := src.Interface[l.Index].Find(key); m.Forms != (catalog.Forms{Other: want}) {
			t.Errorf("%s: got %q", key, m.Forms.Other)
		}
	}
}

// A text that moves to another page, is translated anew and signed there, and moves back, has its new words and their sign-off; a text that was deleted before its page was
// renamed comes back with what it had.
func TestATextThatComesBackHasItsNewestWords(t *testing.T) {
	const text = "A text that moves."
	a, b := movingPage("Alpha", "First text of the page.\n\n"+text+"\n"), movingPage("Beta", "Other words of the page.\n")
	without := strings.Replace(a, text+"\n", "", 1)
	s := movingSite(t, a, b)
	words, _ := s.german(t, "a", text)
	s.put(t, s.content, "a.md", without)
	s.put(t, s.content, "b.md", b+"\n"+text+"\n")
	s.mustSync(t)
	s.replace(t, s.locales, "de/b.de.toml", "\""+words+"\"\n", "\"Neue Worte\"\n")
	s.signOff(t, "b")
	s.put(t, s.content, "a.md", a)
	s.put(t, s.content, "b.md", b)
	s.mustSync(t)
	if got, state := s.german(t, "a", text); got != "Neue Worte" || state != corpus.Reviewed {
		t.Errorf("got %q, %v", got, state)
	}
	if !strings.Contains(s.all(t, "de/a.de.toml"), "#~ "+words+"\n") {
		t.Error("the words before are lost (law 3)")
	}

	s.put(t, s.content, "a.md", without)
	s.mustSync(t)
	s.rename(t, s.content, "a.md", "c.md")
	s.mustSync(t)
	s.put(t, s.content, "c.md", a)
	s.mustSync(t)
	if got, state := s.german(t, "c", text); got != "Neue Worte" || state != corpus.Reviewed {
		t.Errorf("renamed: got %q, %v", got, state)
	}
}
