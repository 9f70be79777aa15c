package folder

import (
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
	return &Folder{store.Tree{FS: os.DirFS(dir), Name: dir}}, nil
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
