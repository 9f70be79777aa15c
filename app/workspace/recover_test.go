package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// aCatalog returns the first catalog of a locale that has a text, what it holds, and that text.
func (c trees) aCatalog(t *testing.T) (path, data, text string) {
	t.Helper()
	src := c.read(t)
	for _, p := range src.Pages {
		for i, f := range p.Catalogs() {
			if f == nil || src.Locales.Locales[i].Tag == "en" {
				continue
			}
			for _, m := range f.Messages() {
				if m.Forms.Other != "" && strings.Count(string(f.Bytes()), "\""+m.Forms.Other+"\"") == 1 {
					return f.Name(), string(f.Bytes()), m.Forms.Other
				}
			}
		}
	}
	t.Fatal("no catalog has a text")
	return "", "", ""
}

// Law 3: words that were saved into a file just as it was being replaced become previous texts.
func TestRecoverKeepsLateWordsInTheCatalog(t *testing.T) {
	c := syncedSite(t)
	path, data, text := c.aCatalog(t)
	late := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".parlance-0123456789ab-ba9876543210-1")
	os.WriteFile(late, []byte(strings.Replace(data, "\""+text+"\"", "\"what a person wrote\"", 1)), 0o644)
	page := filepath.Join(c.content, ".safety.md.parlance-0123456789ab-ba9876543210-1")
	os.WriteFile(page, []byte("what an author wrote"), 0o644)
	var said []string
	content, locales := c.folders(t)
	journal := newJournal(t)
	err := Recover(content, locales, journal, func(_, line string) { said = append(said, line) })
	if err == nil || !strings.Contains(err.Error(), page) || strings.Contains(err.Error(), late) {
		t.Errorf("got %v", err)
	}
	if len(said) != 1 || !strings.HasPrefix(said[0], path) || !strings.Contains(said[0], "1 previous text") {
		t.Errorf("said %q", said)
	}
	if _, err := os.Stat(late); err == nil {
		t.Error("what is in the catalog is kept beside it too")
	}
	if r, _, err := journal.Records(filepath.Base(filepath.Dir(path)), ""); err != nil || len(r) != 1 || r[0].Before.Other != "what a person wrote" || r[0].Via != catalog.ViaRecover {
		t.Errorf("the history has %+v, %v", r, err)
	}
	if left, err := os.ReadFile(page); err != nil || string(left) != "what an author wrote" {
		t.Errorf("of the page there is %q, %v", left, err)
	}
	for range 2 {
		now, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(now), "#~ what a person wrote\n") || !strings.Contains(string(now), text) {
			t.Errorf("got %v\n%s", err, now)
		}
		if err := c.sync(t); err != nil {
			t.Fatal(err)
		}
	}
}

// Law 9: a file that may not be written costs no other.
func TestApplyLeavesOutWhatItMayNotWrite(t *testing.T) {
	c := syncedSite(t)
	path, data, text := c.aCatalog(t)
	os.WriteFile(path, []byte(strings.Replace(data, "[", "\n\n[", 1)), 0o644) // sync lays it out anew
	os.Chmod(path, 0o444)
	page, err := filepath.Glob(filepath.Join(c.content, "*.md"))
	if err != nil || len(page) == 0 {
		t.Fatal(err)
	}
	for _, p := range page {
		source, _ := os.ReadFile(p)
		os.WriteFile(p, append(source, "\nOne more paragraph.\n"...), 0o644)
	}
	err = c.sync(t)
	if err == nil || !strings.Contains(err.Error(), path+" was left as it is: the file is read-only") {
		t.Errorf("got %v", err)
	}
	err = c.sync(t) // now there is nothing else to do
	if err == nil || strings.Contains(err.Error(), "\n") || errors.Is(err, store.ErrChanged) {
		t.Errorf("got %v", err)
	}
	os.Chmod(path, 0o644)
	if err := c.sync(t); err != nil {
		t.Error(err)
	}
	if now, _ := os.ReadFile(path); !strings.Contains(string(now), text) || !strings.Contains(string(now), "One more paragraph.") {
		t.Errorf("got\n%s", now)
	}
}
