package corpus

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// listed is a file that may have changed.
type listed struct {
	path  string
	entry fs.DirEntry // nil where it was named, or may be gone
}

// stat describes the file, as the listing did where it can.
func (l listed) stat(tree fs.FS) (fs.FileInfo, error) {
	if l.entry != nil && l.entry.Type().IsRegular() {
		return l.entry.Info()
	}
	return store.Stat(tree, l.path)
}

// list returns every file in the tree, and those read before that may be gone. A tree that is gone as a whole is away for a moment.
func (t *fileTree) list() (all []listed, faults store.Faults) {
	if entries, err := fs.ReadDir(t.tree, "."); len(t.files) > 0 && !t.anew && len(entries) == 0 {
		msg := "the folder is empty, and readers get what it held: put its files back"
		if err != nil {
			msg = "cannot be read, and readers get what it held: " + err.Error()
		}
		return nil, store.Faults{{File: t.tree.Name, Msg: msg}}
	}
	fs.WalkDir(t.tree, ".", func(p string, d fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(path.Base(p), ".") && p != "."; {
		case err != nil:
			faults = append(faults, &store.Fault{File: t.tree.Path(p), Msg: "cannot be read: " + err.Error()})
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || d.IsDir():
		case d.Type()&fs.ModeSymlink != 0 && t.isFolder(p):
			faults = append(faults, &store.Fault{File: t.tree.Path(p), Msg: "a link to a folder, which is not followed: put the folder itself here"})
		default:
			all = append(all, listed{p, d})
		}
		return nil
	})
	gone := maps.Clone(t.files)
	for _, l := range all {
		delete(gone, l.path)
	}
	for p := range gone {
		all = append(all, listed{path: p})
	}
	return all, faults
}

// isFolder reports whether a link leads to a folder. What leads out of the tree is not looked at: it is a folder where its name has no extension.
func (t *fileTree) isFolder(p string) bool {
	info, err := fs.Stat(t.tree, p)
	return err == nil && info.IsDir() || errors.Is(err, store.ErrOutside) && path.Ext(p) == ""
}
