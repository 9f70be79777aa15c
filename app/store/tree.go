package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// Tree is one of the two trees to read, with the name that a person knows it by.
type Tree struct {
	fs.FS
	Name string // stands before every path in messages, for example "content"
}

// Path gives a file of the tree as a person would name it.
func (t Tree) Path(name string) string { return path.Join(t.Name, name) }

// Folder is a tree on the disk, which can be written and watched.
type Folder struct {
	Tree
}

// Open gives the tree below dir. It is an error where dir is not a folder.
func Open(dir string) (*Folder, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("opening %s: there is no such folder", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("opening %s: not a folder", dir)
	}
	return &Folder{Tree{FS: os.DirFS(dir), Name: dir}}, nil
}
