package workspace

import (
	"io/fs"
	"path"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// counting returns a tree whose files are steps as they are opened.
func counting(p Progress, t store.Tree) store.Tree {
	if p == (silent{}) {
		return t
	}
	return store.Tree{FS: counted{t.FS, p}, Name: t.Name}
}

// counted is a tree that tells which files are opened.
type counted struct {
	fs.FS
	progress Progress
}

// Open opens a file, and counts it where it is a page or a catalog.
func (c counted) Open(name string) (fs.File, error) {
	if ext := strings.ToLower(path.Ext(name)); ext == ".toml" || ext == ".md" {
		c.progress.Step()
	}
	return c.FS.Open(name)
}

// Stat tells of a file without opening it.
func (c counted) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }
