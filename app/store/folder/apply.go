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

// Apply writes all the files, or none where one of them is no longer what it was ([store.ErrChanged]) or the disk is full.
// Each file is written to a temporary file beside it, synced, and renamed, so that a reader or a crash never meets half a file.
func (f *Folder) Apply(writes []store.Write) (err error) {
	staged := make([]string, 0, len(writes))
	defer func() {
		for _, temp := range staged {
			os.Remove(temp) // gone already where the rename was done
		}
	}()
	for _, w := range writes {
		temp, err := f.stage(w)
		if err != nil {
			return err
		}
		staged = append(staged, temp)
	}
	for i, w := range writes {
		if err := f.unchanged(w); err != nil {
			return err
		}
		target := f.file(w.Path)
		if err := os.Rename(staged[i], target); err != nil {
			return fmt.Errorf("writing %s: %w", f.tree.Path(w.Path), err)
		}
		if err := syncFolder(filepath.Dir(target)); err != nil {
			return fmt.Errorf("writing %s: %w", f.tree.Path(w.Path), err)
		}
	}
	return nil
}

// stage puts the new content into a temporary file beside its target.
func (f *Folder) stage(w store.Write) (temp string, err error) {
	if !fs.ValidPath(w.Path) {
		return "", fmt.Errorf("writing %q: not a path inside %s", w.Path, f.tree.Name)
	}
	if err := f.unchanged(w); err != nil {
		return "", err
	}
	target := f.file(w.Path)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return "", fmt.Errorf("writing %s: %w", f.tree.Path(w.Path), err)
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(target); err == nil {
		mode = info.Mode().Perm()
	}
	file, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*")
	if err != nil {
		return "", fmt.Errorf("writing %s: %w", f.tree.Path(w.Path), err)
	}
	_, err = file.Write(w.New)
	err = errors.Join(err, file.Chmod(mode), file.Sync(), file.Close())
	if err != nil {
		os.Remove(file.Name())
		return "", fmt.Errorf("writing %s: %w", f.tree.Path(w.Path), err)
	}
	return file.Name(), nil
}

// unchanged holds the file on the disk against what was read.
func (f *Folder) unchanged(w store.Write) error {
	now, err := os.ReadFile(f.file(w.Path))
	if errors.Is(err, fs.ErrNotExist) && w.Old == nil {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing %s: %w", f.tree.Path(w.Path), err)
	}
	if err != nil || w.Old == nil || !bytes.Equal(now, w.Old) {
		return fmt.Errorf("writing %s: %w", f.tree.Path(w.Path), store.ErrChanged)
	}
	return nil
}

// syncFolder makes a rename survive a loss of power.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
