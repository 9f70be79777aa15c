package workspace

import (
	"path/filepath"
	"testing"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/synthetic"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// trees are the names of the folders of a site.
type trees struct{ content, locales string }

// newSite returns a site on the disk of so many pages and locales. It is not synced.
func newSite(t *testing.T, pages, locales int) trees {
	t.Helper()
	dir := t.TempDir()
	if err := synthetic.New(pages, locales).Write(dir); err != nil {
		t.Fatal(err)
	}
	return trees{filepath.Join(dir, "content"), filepath.Join(dir, "locales")}
}

// syncedSite returns a small site that was synced.
func syncedSite(t *testing.T) trees {
	t.Helper()
	c := newSite(t, 2, 3)
	if err := c.sync(t); err != nil {
		t.Fatal(err)
	}
	return c
}

// folders opens both folders.
func (c trees) folders(t *testing.T) (content, locales store.Store) {
	t.Helper()
	content, err := folder.Open(c.content)
	if err != nil {
		t.Fatal(err)
	}
	if locales, err = folder.Open(c.locales); err != nil {
		t.Fatal(err)
	}
	return content, locales
}

// sync does what the command does.
func (c trees) sync(t *testing.T) error {
	t.Helper()
	content, locales := c.folders(t)
	w, err := OpenForSync(content, locales, Options{})
	if err != nil {
		return err
	}
	_, err = w.Apply(w.Sync())
	return err
}

// read reads a site that can be read.
func (c trees) read(t *testing.T) *corpus.Corpus {
	t.Helper()
	content, locales := c.folders(t)
	src, err := Read(content.Tree(), locales.Tree(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return src
}
