package store

import (
	"io/fs"
	"path"
)

// Tree is one of the two trees to read, with the name that a person knows it by.
type Tree struct {
	fs.FS
	Name string // stands before every path in messages, for example "content"
}

// Path gives a file of the tree as a person would name it.
func (t Tree) Path(name string) string { return path.Join(t.Name, name) }
