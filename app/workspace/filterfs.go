package workspace

import (
	"io/fs"
	"slices"

	"github.com/parlance/parlance/app/store"
)

// without gives the tree as if the files of those paths were not there.
func without(t store.Tree, paths map[string]bool) store.Tree {
	return store.Tree{FS: hidden{t.FS, paths}, Name: t.Name}
}

// hidden is a tree that does not show some of its files.
type hidden struct {
	fs.FS
	paths map[string]bool
}

// Open opens a file that is shown.
func (h hidden) Open(name string) (fs.File, error) {
	if h.paths[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return h.FS.Open(name)
}

// Stat tells of a file that is shown.
func (h hidden) Stat(name string) (fs.FileInfo, error) {
	if h.paths[name] {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Stat(h.FS, name)
}

// ReadDir lists what a folder shows.
func (h hidden) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(h.FS, name)
	dir := name + "/"
	if name == "." {
		dir = ""
	}
	return slices.DeleteFunc(list, func(d fs.DirEntry) bool { return h.paths[dir+d.Name()] }), err
}
