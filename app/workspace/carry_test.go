package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/corpus"
)

// Case 32 and its brothers: what happens to the German of "Moved text." on page a.
func TestTranslationsFollowTheirEnglish(t *testing.T) {
	const text, rest = "Moved text.", "Something else stays here.\n"
	note := "<!-- note: be gentle -->\n\n"
	a, b := movingPage("Alpha", text+"\n\n"+rest), movingPage("Beta", "Other words.\n")
	gone := movingPage("Alpha", rest)
	for name, c := range map[string]struct {
		a, b string
		move func(t *testing.T, s trees)
		slug string
		want corpus.State
	}{
		"page renamed": {a, b, func(t *testing.T, s trees) {
			s.remove(t, "a.md")
			s.put(t, s.content, "c.md", a)
		}, "c", corpus.Reviewed},
		"critical page renamed": {criticalPage("Alpha", text+"\n"), b, func(t *testing.T, s trees) {
			s.remove(t, "a.md")
			s.put(t, s.content, "c.md", criticalPage("Alpha", text+"\n"))
		}, "c", corpus.Reviewed},
		"page renamed and made critical": {a, b, func(t *testing.T, s trees) {
			s.remove(t, "a.md")
			s.put(t, s.content, "c.md", criticalPage("Alpha", text+"\n"))
		}, "c", corpus.Draft},
		"moved to another page": {a, b, func(t *testing.T, s trees) {
			s.put(t, s.content, "a.md", gone)
			s.put(t, s.content, "b.md", b+"\n"+text+"\n")
		}, "b", corpus.Reviewed},
		"moved to a critical page": {a, criticalPage("Beta", "Other words.\n"), func(t *testing.T, s trees) {
			s.put(t, s.content, "a.md", gone)
			s.put(t, s.content, "b.md", criticalPage("Beta", "Other words.\n\n"+text+"\n"))
		}, "b", corpus.Draft},
		"first added, then removed": {a, b, func(t *testing.T, s trees) {
			s.put(t, s.content, "b.md", b+"\n"+text+"\n")
			s.mustSync(t)
			s.put(t, s.content, "a.md", gone)
		}, "b", corpus.Reviewed},
		"first removed, then added": {a, b, func(t *testing.T, s trees) {
			s.put(t, s.content, "a.md", gone)
			s.mustSync(t)
			s.put(t, s.content, "b.md", b+"\n"+text+"\n")
		}, "b", corpus.Reviewed},
		"another note of the author's": {a, b, func(t *testing.T, s trees) {
			s.put(t, s.content, "a.md", gone)
			s.put(t, s.content, "b.md", b+"\n"+note+text+"\n")
		}, "b", corpus.Draft},
		"under another heading": {a, b, func(t *testing.T, s trees) {
			s.put(t, s.content, "a.md", gone)
			s.put(t, s.content, "b.md", b+"\n## Heading\n\n"+text+"\n")
		}, "b", corpus.Reviewed},
		"copied, not moved": {a, b, func(t *testing.T, s trees) {
			s.put(t, s.content, "b.md", b+"\n"+text+"\n")
		}, "b", corpus.Missing},
		"two that differ": {a, movingPage("Beta", "Other words.\n\n"+text+"\n"), func(t *testing.T, s trees) {
			s.put(t, s.content, "a.md", gone)
			s.put(t, s.content, "b.md", b)
			s.put(t, s.content, "c.md", movingPage("Gamma", text+"\n"))
		}, "c", corpus.Missing},
		"two on a renamed page": {movingPage("Alpha", "# One\n\n"+text+"\n\n# Two\n\n"+text+"\n"), b, func(t *testing.T, s trees) {
			s.remove(t, "a.md")
			s.put(t, s.content, "c.md", movingPage("Alpha", "# One\n\n"+text+"\n\n# Two\n\n"+text+"\n"))
		}, "c", corpus.Reviewed},
	} {
		t.Run(name, func(t *testing.T) {
			s := movingSite(t, c.a, c.b)
			before, _ := s.german(t, "a", text)
			c.move(t, s)
			s.mustSync(t)
			got, state := s.german(t, c.slug, text)
			if state != c.want || state != corpus.Missing && got != before {
				t.Errorf("got %q, %v; want %q, %v", got, state, before, c.want)
			}
			if !strings.Contains(s.all(t, "de/a.de.toml")+s.all(t, "de/b.de.toml"), before) {
				t.Errorf("%q is lost where it was (law 3)", before)
			}
		})
	}
}

func (c trees) all(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(c.locales, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What somebody takes out of a carried text stays out, and a sign-off that is revoked under the old key ends under the new one.
func TestCarriedTextsAreOnesOwn(t *testing.T) {
	a, b := movingPage("Alpha", "Moved text.\n"), movingPage("Beta", "Other words.\n")
	s := movingSite(t, a, b)
	s.remove(t, "a.md")
	s.put(t, s.content, "c.md", a)
	s.mustSync(t)
	words, _ := s.german(t, "c", "Moved text.")
	lines := strings.SplitAfter(s.all(t, "de/reviews.jsonl"), "\n")
	for _, l := range lines {
		if strings.HasPrefix(l, `{"key":"a.intro.p1"`) {
			s.put(t, s.locales, "de/reviews.jsonl", strings.Join(lines, "")+strings.Replace(l, "{", `{"kind":"revoke",`, 1))
		}
	}
	if _, state := s.german(t, "c", "Moved text."); state != corpus.Draft {
		t.Errorf("revoked: got %v", state)
	}
	s.put(t, s.locales, "de/c.de.toml", strings.Replace(s.all(t, "de/c.de.toml"), `other = "`+words+`"`, `other = ""`, 1))
	s.mustSync(t)
	if text, _ := s.german(t, "c", "Moved text."); text != "" {
		t.Errorf("taken out, but it is back: %q", text)
	}
}

// Case 32: a page of the site itself is renamed. At least 99 % of its translations stay; here it is all of them.
func TestARenamedPageOfTheSiteKeepsItsTranslations(t *testing.T) {
	dir := t.TempDir()
	s := trees{filepath.Join(dir, "content"), filepath.Join(dir, "locales")}
	for to, from := range map[string]string{s.content: "../../content", s.locales: "../../locales"} {
		if err := os.CopyFS(to, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.sync(t); err != nil {
		t.Fatal(err)
	}
	filled := func(slug string) (n int) {
		src := s.read(t)
		for _, p := range src.Pages {
			for _, f := range p.Catalogs() {
				for _, m := range f.Messages() {
					if p.Slug == slug && !m.Forms.Empty() {
						n++
					}
				}
			}
		}
		return n
	}
	before := filled("safety")
	if err := os.Rename(filepath.Join(s.content, "safety.md"), filepath.Join(s.content, "safe.md")); err != nil {
		t.Fatal(err)
	}
	s.mustSync(t)
	if after := filled("safe"); after != before || before == 0 {
		t.Errorf("%d of %d texts are left", after, before)
	}
}
