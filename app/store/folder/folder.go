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
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("opening %s: there is no such folder", dir)
	}
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", dir, err)
	}
	if !info.IsDir() {
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
