package corpus

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// isAway reports whether a folder at the top, whose files are kept while it is gone, is gone or holds nothing that is read, and remembers it.
func (t *fileTree) isAway(folder string) bool {
	if t.keeps == nil || t.anew || !t.keeps(folder) {
		return false
	}
	if !t.away[folder] {
		t.away[folder] = t.isEmpty(folder)
	}
	return t.away[folder]
}

// isEmpty reports whether a folder holds nothing that is read.
func (t *fileTree) isEmpty(folder string) bool {
	found := errors.New("found")
	return !errors.Is(fs.WalkDir(t.tree, folder, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && t.takes(p) {
			return found
		}
		return nil
	}), found)
}

// awayFaults returns a fault for each folder that is away. The files of one that has come back, or is not to come back, are no longer kept.
func (t *fileTree) awayFaults() (faults store.Faults) {
	for _, folder := range slices.Sorted(maps.Keys(t.away)) {
		if !t.anew && t.keeps(folder) && t.isEmpty(folder) {
			faults = append(faults, &store.Fault{File: t.tree.Path(folder), Msg: "the folder is away, and readers get what it held: put it back, or take the locale out of " +
				TableName + "; if it is meant to be gone although the locale stays, send the server SIGHUP"})
			continue
		}
		delete(t.away, folder)
		if t.anew || !t.keeps(folder) {
			for p := range t.files {
				if strings.HasPrefix(p, folder+"/") && t.isMissing(p) {
					t.put(p, nil)
				}
			}
		}
	}
	return faults
}

// englishInterface is the one catalog without which nothing can be served, and that no command can make.
const englishInterface = "en/" + catalog.InterfaceSlug + ".en.toml"

// missing returns a file that is gone as it was, with that as its fault.
func (f *file) missing() *file {
	if f.data == nil && len(f.faults) > 0 {
		return f
	}
	n := *f
	n.data, n.held = nil, nil
	n.faults = store.Faults{{File: f.name, Msg: "the interface in English is missing, and readers get what it held: it cannot be made by sync, restore the file"}}
	return &n
}

func (t *fileTree) isMissing(p string) bool {
	_, err := store.Stat(t.tree, p)
	return errors.Is(err, fs.ErrNotExist)
}
