package workspace

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// filterFS is a tree that does not show some of its files, and counts those that are opened.
type filterFS struct {
	fs.FS
	hidden   map[string]bool // by path; it may change between two readings
	progress Progress
}

// filter returns a tree as if the hidden files were not there. Pages and catalogs are steps as they are opened.
func filter(t store.Tree, hidden map[string]bool, p Progress) store.Tree {
	if hidden == nil && p == (silent{}) {
		return t
	}
	return store.Tree{FS: filterFS{t.FS, hidden, p}, Name: t.Name}
}

// Open opens a file that is shown.
func (f filterFS) Open(name string) (fs.File, error) {
	if f.hidden[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if ext := strings.ToLower(path.Ext(name)); ext == ".toml" || ext == ".md" {
		f.progress.Step()
	}
	return f.FS.Open(name)
}

// Stat describes a file that is shown, without opening it.
func (f filterFS) Stat(name string) (fs.FileInfo, error) {
	if f.hidden[name] {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Stat(f.FS, name)
}

// ReadDir lists what a folder shows.
func (f filterFS) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(f.FS, name)
	return slices.DeleteFunc(list, func(d fs.DirEntry) bool { return f.hidden[path.Join(name, d.Name())] }), err
}
