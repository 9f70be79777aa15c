package store

import (
	"io/fs"
	"path"
)

// Tree is one of the two trees to read, with the name that a person knows it by.
type Tree struct {
	fs.FS
	Name string // is put before every path in messages, for example "content"
}

// Path returns the path of a file as a person would write it, for example "content/safety.md".
func (t Tree) Path(name string) string { return path.Join(t.Name, name) }

// Stat implements [fs.StatFS]: a file is described without being opened where the tree can do that.
func (t Tree) Stat(name string) (fs.FileInfo, error) { return fs.Stat(t.FS, name) }
