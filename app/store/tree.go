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

// Lstat implements [fs.ReadLinkFS], as does ReadLink.
func (t Tree) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(t.FS, name) }

// ReadLink returns where a link leads.
func (t Tree) ReadLink(name string) (string, error) { return fs.ReadLink(t.FS, name) }

// Stat describes a file of a tree. Unlike that of [fs.Stat] the error is [fs.ErrNotExist] only where nothing has the name: a link that leads nowhere is
// at fault, and not gone.
func Stat(tree fs.FS, name string) (fs.FileInfo, error) {
	info, err := fs.Stat(tree, name)
	if errors.Is(err, fs.ErrNotExist) {
		if link, failed := fs.Lstat(tree, name); failed == nil && link.Mode()&fs.ModeSymlink != 0 {
			return nil, errDangling
		}
	}
	return info, err
}

// MaxFileSize is the size in bytes of the largest file of a tree that is read (law 8).
const MaxFileSize = 16 << 20

// ErrOutside is the error of reading what a link leads to outside of its tree: whoever may write a link must not thereby publish any file of the machine.
var ErrOutside = errors.New("a link that leads out of the folder, which is never followed: put the file itself in its place")

var (
	errDangling   = errors.New("a link that leads nowhere: put the file itself in its place, or remove it")
	errNoFile     = errors.New("not a file but a pipe, a device or a link to a folder: remove it")
	errUnreadable = fmt.Errorf("this account may not read the file: give it leave to (chmod a+r): %w", fs.ErrPermission)
)

// ReadFile returns the content of a file of at most [MaxFileSize] bytes, as [ReadAtMost] does.
func ReadFile(tree fs.FS, name string) ([]byte, error) { return ReadAtMost(tree, name, MaxFileSize) }

// ReadAtMost returns the content of a file of at most so many bytes, however fast it grows. The error is [fs.ErrNotExist] where there is no such
// file, else one of [Open]. What is larger is refused.
func ReadAtMost(tree fs.FS, name string, most int64) ([]byte, error) {
	f, info, err := Open(tree, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAtMost(f, info.Size(), most)
}

// Open opens a regular file, and describes it. The error says what to do, and is [fs.ErrNotExist] where there is no such file. What is not a regular file
// is refused unopened, because reading a pipe or a device may never end.
func Open(tree fs.FS, name string) (fs.File, fs.FileInfo, error) {
	info, err := Stat(tree, name)
	if err != nil {
		return nil, nil, forPeople(err)
	}
	if !info.Mode().IsRegular() {
		return nil, nil, errNoFile
	}
	f, err := tree.Open(name)
	if err != nil {
		return nil, nil, forPeople(err)
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() { // it was replaced after the look at it
		err = errNoFile
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// forPeople returns an error that stands beside the name of its file already, with what to do about it.
func forPeople(err error) error {
	switch {
	case errors.Is(err, ErrOutside):
		return ErrOutside
	case errors.Is(err, fs.ErrPermission):
		return errUnreadable
	}
	return err
}

// readAtMost returns what a reader holds. It is an error if that is more than most bytes; size is how many it is likely to be.
func readAtMost(r io.Reader, size, most int64) ([]byte, error) {
	var data bytes.Buffer
	data.Grow(int(min(size, most)) + bytes.MinRead) // so that the end is met without another allocation
	if _, err := data.ReadFrom(io.LimitReader(r, most+1)); err != nil {
		return nil, err
	}
	if int64(data.Len()) > most && most < 1<<20 {
		return nil, fmt.Errorf("larger than %d bytes", most)
	} else if int64(data.Len()) > most {
		return nil, fmt.Errorf("larger than %d MB: split it", most>>20)
	}
	return data.Bytes(), nil
}
