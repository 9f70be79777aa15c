package store

import (
	"bytes"
	"io/fs"
	"time"
)

// With returns the tree as it would be after the writes, without writing them. A new file is found by its name; no folder lists it.
func (t Tree) With(writes []Write) Tree {
	files := make(map[string][]byte, len(writes))
	for _, w := range writes {
		files[w.Path] = w.New
	}
	return Tree{FS: overlay{t.FS, files}, Name: t.Name}
}

// overlay is a tree with other contents in some files.
type overlay struct {
	fs.FS
	files map[string][]byte
}

// Open implements [fs.FS].
func (o overlay) Open(name string) (fs.File, error) {
	if data, ok := o.files[name]; ok {
		return memoryFile{bytes.NewReader(data), name}, nil
	}
	return o.FS.Open(name)
}

// memoryFile is a file and its own fs.FileInfo.
type memoryFile struct {
	*bytes.Reader
	name string
}

func (f memoryFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f memoryFile) Close() error               { return nil }
func (f memoryFile) Name() string               { return f.name }
func (f memoryFile) Mode() fs.FileMode          { return 0o644 }
func (f memoryFile) ModTime() time.Time         { return time.Time{} }
func (f memoryFile) IsDir() bool                { return false }
func (f memoryFile) Sys() any                   { return nil }
