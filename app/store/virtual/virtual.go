// Package virtual makes an [io/fs.FS] of files that lie in no folder of a disk.
package virtual

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// Files is what a tree is made of. Names are those of [fs.ValidPath]. It must be safe for concurrent use.
type Files interface {
	// File describes a file. The error is [fs.ErrNotExist] where there is no such file.
	File(name string) (File, error)

	// Folder returns the names that a folder holds, true for folders. ok is false where there is no such folder.
	Folder(name string) (names map[string]bool, ok bool)
}

// File describes one file.
type File struct {
	Size     int64
	Modified time.Time
	Read     func() ([]byte, error) // returns what it holds

	// Fixed says that Read returns the same whatever takes the file's place in the tree. [fs.FileInfo.Sys] returns Read then.
	Fixed bool
}

// FS returns the tree of files. Its top is always there.
func FS(files Files) fs.FS { return tree{files} }

type tree struct{ files Files }

// Open implements [fs.FS].
func (t tree) Open(name string) (fs.File, error) {
	i, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if i.folder {
		list, err := t.ReadDir(name)
		return &openFolder{info: i, left: list}, err
	}
	data, err := i.file.Read()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &openFile{info: i, Reader: bytes.NewReader(data)}, nil
}

// Stat implements [fs.StatFS].
func (t tree) Stat(name string) (fs.FileInfo, error) {
	i, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return i, nil
}

// ReadDir implements [fs.ReadDirFS].
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	i, err := t.find("readdir", name)
	if err == nil && !i.folder {
		err = &fs.PathError{Op: "readdir", Path: name, Err: errors.New("is no folder")}
	}
	if err != nil {
		return nil, err
	}
	names, _ := t.files.Folder(name)
	list := make([]fs.DirEntry, 0, len(names))
	for base := range names {
		if info, err := t.Stat(path.Join(name, base)); err == nil { // it may be gone since
			list = append(list, fs.FileInfoToDirEntry(info))
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

func (t tree) find(op, name string) (i info, err error) {
	if !fs.ValidPath(name) {
		return i, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	i.name = path.Base(name)
	if i.file, err = t.files.File(name); errors.Is(err, fs.ErrNotExist) {
		if _, i.folder = t.files.Folder(name); i.folder || name == "." {
			i.folder, err = true, nil
		}
	}
	if err != nil {
		err = &fs.PathError{Op: op, Path: name, Err: err}
	}
	return i, err
}

type info struct {
	name   string
	file   File
	folder bool
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.file.Size }
func (i info) ModTime() time.Time { return i.file.Modified }
func (i info) IsDir() bool        { return i.folder }

// Sys returns how a file is read whatever takes its place, a func() ([]byte, error); nil where it cannot.
func (i info) Sys() any {
	if i.file.Fixed {
		return i.file.Read
	}
	return nil
}

func (i info) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir | 0o755
	}
	return 0o644
}

type openFile struct {
	info fs.FileInfo
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	info fs.FileInfo
	left []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFolder) Close() error               { return nil }
func (f *openFolder) Read([]byte) (int, error)   { return 0, errors.New("is a folder") }

func (f *openFolder) ReadDir(n int) (list []fs.DirEntry, err error) {
	if n <= 0 {
		n = len(f.left)
	} else if len(f.left) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.left))
	list, f.left = f.left[:n], f.left[n:]
	return list, nil
}
