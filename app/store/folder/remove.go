package folder

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/parlance/parlance/app/store"
)

// Remove takes away a file that holds what it held when it was read. It is [store.ErrChanged] where it is gone, or holds something else.
func (f *Folder) Remove(name string, old []byte) error {
	if err := f.unchanged(store.Write{Path: name, Old: old}); err != nil {
		return err
	}
	target := f.file(name)
	err := os.Remove(target)
	if err == nil {
		err = syncFolder(filepath.Dir(target))
	}
	if err != nil {
		return fmt.Errorf("removing %s: %w", f.tree.Path(name), err)
	}
	return nil
}
