package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
)

const movingHead = "+++\ntitle = \"TITLE\"\ndescription = \"About TITLE\"\npublished = 2026-01-02\nupdated = 2026-03-04\n+++\n\n"

func movingPage(title, body string) string {
	return strings.ReplaceAll(movingHead, "TITLE", title) + body
}

func criticalPage(title, body string) string {
	return strings.Replace(movingPage(title, body), "updated", "critical = true\nupdated", 1)
}

// movingSite is a site whose pages are a and b, in English and German, with all of it translated and signed off.
func movingSite(t *testing.T, a, b string) trees {
	t.Helper()
	dir := t.TempDir()
	c := trees{filepath.Join(dir, "content"), filepath.Join(dir, "locales")}
	c.put(t, c.locales, "locales.toml", "[[locale]]\ntag = \"en\"\nname = \"English\"\n[[locale]]\ntag = \"de\"\nname = \"Deutsch\"\n")
	c.put(t, c.locales, "en/ui.en.toml", "[ui.site.name]\nother = \"Site\"\n")
	c.put(t, c.content, "a.md", a)
	c.put(t, c.content, "b.md", b)
	c.mustSync(t)
	for _, slug := range []string{"a", "b"} {
		name := filepath.Join(c.locales, "de", slug+".de.toml")
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		for i, l := range lines {
			if l == `other = ""` {
				lines[i] = `other = "` + slug + ` deutsch ` + strings.Repeat("x", i%7) + `"`
			}
		}
		c.put(t, c.locales, "de/"+slug+".de.toml", strings.Join(lines, "\n"))
	}
	c.signOff(t, "a", "b")
	return c
}

func (c trees) put(t *testing.T, dir, name, text string) {
	t.Helper()
	p := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (c trees) remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(c.content, name)); err != nil {
		t.Fatal(err)
	}
}

// mustSync syncs twice: the second time nothing changes (law 5).
func (c trees) mustSync(t *testing.T) {
	t.Helper()
	if err := c.sync(t); err != nil {
		t.Fatal(err)
	}
	content, locales := c.folders(t)
	w, err := OpenForSync(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if again := w.Sync(); len(again.Writes)+len(again.Removals)+len(again.Carried) > 0 {
		t.Errorf("the second sync would change %+v", again)
	}
}

// signOff puts sign-offs of all texts of pages on record.
func (c trees) signOff(t *testing.T, slugs ...string) {
	t.Helper()
	content, locales := c.folders(t)
	w, err := Open(content, locales, Options{})
	if err != nil {
		t.Fatal(err)
	}
	l, _ := w.Locales().Find("de")
	if _, err := w.recordTexts(l, slugs, func(j *ledger, x text) (string, string) {
		j.add(catalog.KindSignOff, x.key, x.own.Hash, catalog.Hash(x.own.Forms), "Dr Amal", "")
		return "", ""
	}); err != nil {
		t.Fatal(err)
	}
}

// german returns the German text of a page with that English, and its state.
func (c trees) german(t *testing.T, slug, english string) (text string, state corpus.State) {
	t.Helper()
	src := c.read(t)
	l, _ := src.Locales.Find("de")
	for _, p := range src.Pages {
		for i, seg := range p.Segments {
			if p.Slug == slug && seg.Text == english {
				m, _ := p.Catalog(l.Index).Find(p.Keys[i])
				switch {
				case m.Forms.Empty():
					return "", corpus.Missing
				case src.SignOff(l, m.Key, m.Hash, m.Forms) != nil:
					return m.Forms.Other, corpus.Reviewed
				}
				return m.Forms.Other, corpus.Draft
			}
		}
	}
	t.Fatalf("%s has no text %q", slug, english)
	return "", 0
}
