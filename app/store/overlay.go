package store

import (
	"bytes"
	"io/fs"
	"time"
)

// With gives the tree as it would be after the writes, without writing them. A file that is new is found by its name; it is
// listed only in folders that the tree has.
func (t Tree) With(writes []Write) Tree {
	files := make(map[string][]byte, len(writes))
	for _, w := range writes {
		files[w.Path] = w.New
	}
	return Tree{FS: changed{t.FS, files}, Name: t.Name}
}

// changed is a tree with other contents in some files.
type changed struct {
	fs.FS
	files map[string][]byte
}

// Open opens a changed file, or one of the tree.
func (c changed) Open(name string) (fs.File, error) {
	if data, ok := c.files[name]; ok {
		return &memoryFile{Reader: bytes.NewReader(data), name: name}, nil
	}
	return c.FS.Open(name)
}

type memoryFile struct {
	*bytes.Reader
	name string
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return memoryInfo{f.name, f.Size()}, nil }
func (f *memoryFile) Close() error               { return nil }

type memoryInfo struct {
	name string
	size int64
}

func (i memoryInfo) Name() string       { return i.name }
func (i memoryInfo) Size() int64        { return i.size }
func (i memoryInfo) Mode() fs.FileMode  { return 0o644 }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return false }
func (i memoryInfo) Sys() any           { return nil }
