package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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

// MaxFileSize is the size in bytes of the largest file of a tree that is read (law 8).
const MaxFileSize = 16 << 20

// ReadFile returns the content of a file of at most [MaxFileSize] bytes, however fast it grows. The error is [fs.ErrNotExist] where there is no such
// file. What is not a regular file is refused unopened, because reading a pipe or a device may never end; so is what is larger.
func ReadFile(tree fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(tree, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file but a pipe, a device or a link to a folder: remove it")
	}
	f, err := tree.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), MaxFileSize)) + bytes.MinRead) // so that the end is met without another allocation
	if _, err := data.ReadFrom(io.LimitReader(f, MaxFileSize+1)); err != nil {
		return nil, err
	}
	if data.Len() > MaxFileSize {
		return nil, fmt.Errorf("larger than %d MB: split it into several pages", MaxFileSize>>20)
	}
	return data.Bytes(), nil
}
