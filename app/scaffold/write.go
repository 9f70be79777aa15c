package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/folder"
)

// maxNamed is how many files a refusal names.
const maxNamed = 5

// RefuseExisting returns an error that names the files that are there already below a folder, nil where none is. Nothing is written over.
func RefuseExisting(dir string, files []File) error {
	var there []string
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		switch _, err := os.Lstat(name); {
		case err == nil:
			there = append(there, name)
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
	}
	if len(there) == 0 {
		return nil
	}
	more := ""
	if len(there) > maxNamed {
		more = fmt.Sprintf(" and %d more", len(there)-maxNamed)
	}
	return fmt.Errorf("nothing was written, because this is there already: %s%s: name another folder, or move it away", strings.Join(there[:min(len(there), maxNamed)], ", "), more)
}

// Write writes files that are not there yet, into a folder that is made where there is none. The error is a [store.WriteError].
func Write(dir string, files []File) error {
	if err := folder.Make(dir); err != nil {
		return err
	}
	f, err := folder.Open(dir)
	if err != nil {
		return err
	}
	var writes []store.Write
	for _, one := range files {
		writes = append(writes, store.Write{Path: one.Path, New: one.Data})
	}
	return f.Apply(writes)
}
