// Package folder is a tree on the disk: it implements the contract of package store there, and is the only package that writes to a disk.
//
// It promises that a crash leaves no half a file: one is written to a temporary file beside it, synced, then renamed over it ([Folder.Apply]). Files that
// only grow are appended to under a lock ([Folder.Append], and [Log] outside the trees); a line torn by a crash spoils no other, and
// of an append that fails nothing stays (law 3). A change under a watched tree is reported once, soon after the last write of a
// burst ([Folder.Watch]), also where the folder is replaced or a symbolic link leads elsewhere.
package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parlance/parlance/app/store"
)

// Folder is a tree on the disk. It implements [store.Store].
type Folder struct {
	tree store.Tree
}

// Open returns the folder dir. The error says what is wrong if there is no such folder.
func Open(dir string) (*Folder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("opening %s: there is no such folder", dir)
	case err != nil:
		return nil, fmt.Errorf("opening %s: %w", dir, err)
	case !info.IsDir():
		return nil, fmt.Errorf("opening %s: not a folder", dir)
	}
	return &Folder{store.Tree{FS: &rooted{dir: dir}, Name: dir}}, nil
}

// Tree implements [store.Store].
func (f *Folder) Tree() store.Tree { return f.tree }

// file returns the path of a file on the disk.
func (f *Folder) file(name string) string {
	return filepath.Join(f.tree.Name, filepath.FromSlash(name))
}

// checkPath returns an error unless name is the path of a file inside the tree.
func (f *Folder) checkPath(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("writing %q: not a path inside %s", name, f.tree.Name)
	}
	return nil
}

// failed returns err with what was being done to which file, nil for nil.
func (f *Folder) failed(doing, name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s %s: %w", doing, f.tree.Path(name), err)
}

// syncFolder makes the names in a folder survive a loss of power.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Apply implements [store.Store]. Each file is written to a temporary file beside it, synced, and renamed, so that a reader or a crash never
// meets half a file; it keeps its mode. If the disk is full, nothing is written. What somebody else writes between comparison and rename is lost.
func (f *Folder) Apply(writes []store.Write) error {
	staged := make([]string, 0, len(writes))
	defer func() {
		for _, temp := range staged {
			os.Remove(temp) // gone already where the rename was done
		}
	}()
	for _, w := range writes {
		if err := f.checkPath(w.Path); err != nil {
			return err
		}
		temp, err := f.stage(w)
		if err != nil {
			return f.failed("writing", w.Path, err)
		}
		staged = append(staged, temp)
	}
	for i, w := range writes {
		if err := f.replace(w, staged[i]); err != nil {
			return f.failed("writing", w.Path, err)
		}
	}
	return nil
}

// stage writes the new content to a temporary file beside its target and returns its path.
func (f *Folder) stage(w store.Write) (temp string, err error) {
	if err := f.compare(w.Path, w.Old); err != nil {
		return "", err
	}
	target := f.file(w.Path)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return "", err
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(target); err == nil {
		mode = info.Mode().Perm()
	}
	file, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(w.New)
	if err = errors.Join(err, file.Chmod(mode), file.Sync(), file.Close()); err != nil {
		os.Remove(file.Name())
	}
	return file.Name(), err
}

// replace puts the staged file in the place of its target.
func (f *Folder) replace(w store.Write, staged string) error {
	if err := f.compare(w.Path, w.Old); err != nil {
		return err
	}
	target := f.file(w.Path)
	if err := os.Rename(staged, target); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// Remove implements [store.Store].
func (f *Folder) Remove(name string, old []byte) error {
	if err := f.checkPath(name); err != nil {
		return err
	}
	if err := f.compare(name, old); err != nil {
		return f.failed("writing", name, err)
	}
	target := f.file(name)
	err := os.Remove(target)
	if err == nil {
		err = syncFolder(filepath.Dir(target))
	}
	return f.failed("removing", name, err)
}

// compare returns [store.ErrChanged] unless the file on the disk holds old; nil stands for no file.
func (f *Folder) compare(name string, old []byte) error {
	now, err := store.ReadFile(f.tree, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && old == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return store.ErrChanged
	}
	if err == nil && (old == nil || !bytes.Equal(now, old)) {
		err = store.ErrChanged
	}
	return err
}
