package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// NewFile is a file for the owner alone that is there as a whole, or not at all: it has its name once it is committed.
type NewFile struct {
	*os.File
	path string
}

// Create begins a new file. The error is [fs.ErrExist] where there is one of that name, which is never replaced.
func Create(path string) (*NewFile, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*") // mode 0600
	if err != nil {
		return nil, err
	}
	return &NewFile{file, path}, nil
}

// Commit gives the file its name, once it is synced.
func (f *NewFile) Commit() error {
	defer f.Abort()
	err := errors.Join(f.Sync(), f.Close())
	if err == nil {
		err = os.Link(f.Name(), f.path) // a rename would replace what came into its place meanwhile
		if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) {
			err = os.Rename(f.Name(), f.path) // a file system without links
		}
	}
	if err == nil {
		err = disk{}.syncFolder(filepath.Dir(f.path))
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", f.path, err)
	}
	return nil
}

// Abort removes what was written, unless it was committed. It may be called more than once.
func (f *NewFile) Abort() {
	f.Close()
	os.Remove(f.Name())
}
