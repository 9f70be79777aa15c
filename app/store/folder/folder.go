package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/parlance/parlance/app/store"
)

// Folder is a tree on the disk, which can be written and watched.
type Folder struct {
	store.Tree
}

// Open gives the tree below dir. It is an error where dir is not a folder.
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
