package workspace

import (
	"io/fs"
	"path"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// Progress is told how far something is that takes its time. Goroutines share it.
type Progress interface {
	Start(what string, all int) // what is done from now on, and how many there are of it; 0 where it is not known
	Step()                      // one more is done
}

// Silent is a progressor that tells nobody.
type Silent struct{}

func (Silent) Start(string, int) {}
func (Silent) Step()             {}

// Counting returns a tree whose files are steps as they are opened.
func Counting(p Progress, t store.Tree) store.Tree {
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
