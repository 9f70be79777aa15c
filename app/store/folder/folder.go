// Package folder is a tree on the disk: it implements the contract of package store there, and is the only package that writes to a disk.
//
// It promises that a crash leaves no half a file, and that nothing is lost that anybody else writes at the same moment ([Folder.Apply], [Folder.Recover]): the
// new content is written beside a file, synced, and exchanged with it, and exchanged back where what came out is not what was read. Files that
// only grow are appended to under a lock ([Folder.Append], and [Log] outside the trees); a line torn by a crash spoils no other, and
// of an append that fails nothing stays (law 3). A change under a watched tree is reported once, soon after the last write of a
// burst ([Folder.Watch]), also where the folder is replaced or a symbolic link leads elsewhere.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/parlance/parlance/app/store"
)

// Folder is a tree on the disk. It implements [store.Store].
type Folder struct {
	tree store.Tree
	disk disk
	kept time.Duration // see keptFor
	turn sync.Mutex    // goroutines of this process take turns, processes by [Folder.lock]
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
	return &Folder{tree: store.Tree{FS: &rooted{dir: dir}, Name: dir}, kept: keptFor}, nil
}

// Make makes a folder, and those that it lies in, where there is none.
func Make(dir string) error { return disk{}.makeFolder(dir, 0o755) }

// Tree implements [store.Store].
func (f *Folder) Tree() store.Tree { return f.tree }

// file returns the path of a file on the disk.
func (f *Folder) file(name string) string {
	return filepath.Join(f.tree.Name, filepath.FromSlash(name))
}

// checkPath returns an error unless name is the path of a file inside the tree.
func (f *Folder) checkPath(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("%q is no path of a file inside %s", name, f.tree.Name)
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

// resolve returns where on the disk a file of the tree lies or is to be made, with links followed. The error is [store.ErrOutside] where a link leads out.
func (f *Folder) resolve(name string) (string, error) {
	if err := f.checkPath(name); err != nil {
		return "", err
	}
	root, err := filepath.EvalSymlinks(f.tree.Name)
	if err != nil {
		return "", err
	}
	path, rest := f.file(name), ""
	for {
		real, err := filepath.EvalSymlinks(path)
		switch {
		case err == nil && !within(root, real):
			return "", store.ErrOutside
		case err == nil:
			return filepath.Join(real, rest), nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
		switch info, err := os.Lstat(path); {
		case err == nil && info.Mode()&fs.ModeSymlink != 0:
			return "", errors.New("a link that leads nowhere: remove it")
		case err == nil:
			continue // somebody has just made it
		}
		path, rest = filepath.Dir(path), filepath.Join(filepath.Base(path), rest)
	}
}

// within reports whether a path lies inside a folder, or is the folder.
func within(dir, path string) bool {
	inside, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(inside)
}
