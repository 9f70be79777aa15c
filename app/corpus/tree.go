package corpus

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/background"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// file is one file of a tree as it was last read. Exactly one of the parsed values is set, by the kind of the file.
type file struct {
	name string // as a person names it
	data []byte

	page    *segment.Page
	catalog *catalog.File
	ledger  ledger

	blockFaults store.Faults // of a page's catalog: translations that would change the blocks they stand in; none of the interface
	faults      store.Faults // of data; page and catalog are then the last good version, or what was sound at the first reading
	valid       *file        // the last version whose catalog agreed with the English

	stored *storedCatalog // of a file that is parsed only when it is asked for
}

// fileTree keeps every file of one tree, so that a reload parses only what has changed. One goroutine at a time may use it.
type fileTree struct {
	tree   store.Tree
	parse  func(f *file, path string) error
	takes  func(name string) bool
	files  map[string]*file // by path inside the tree
	loader loader
	step   func() // called after each file that was read
}

// update reads the named files anew, or the whole tree if paths is nil.
func (t *fileTree) update(paths []string) store.Faults {
	var faults store.Faults
	if paths == nil || t.files == nil {
		paths, faults = t.list()
	}
	taken := slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return !t.takes(p) })
	read := make([]*file, len(taken))
	rest := background.NewThrottle
	if t.files == nil {
		t.files = make(map[string]*file, len(taken))
		rest = func() *background.Throttle { return nil }
	}
	parallel.DoWith(len(taken), rest, func(pause *background.Throttle, i int) {
		read[i] = t.loader.read(t, taken[i], t.files[taken[i]])
		t.step()
		pause.Pause()
	})
	for i, p := range taken {
		if read[i] == nil {
			delete(t.files, p)
		} else {
			t.files[p] = read[i]
		}
	}
	return faults
}

// list returns the path of every file in the tree, and of those read before that may be gone.
func (t *fileTree) list() (paths []string, faults store.Faults) {
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
			paths = append(paths, p)
		}
		return nil
	})
	gone := maps.Clone(t.files)
	for _, p := range paths {
		delete(gone, p)
	}
	return slices.AppendSeq(paths, maps.Keys(gone)), faults
}

// readNow reads and parses a file. It returns nil if there is none. old is the version before, or nil.
func (t *fileTree) readNow(p string, old *file) *file {
	data, err := store.ReadFile(t.tree.FS, p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f := &file{name: t.tree.Path(p), data: data}
	if err == nil && old != nil && bytes.Equal(old.data, data) {
		return old
	}
	switch {
	case err != nil:
	case old != nil && (old.page != nil || old.catalog != nil && len(old.catalog.Messages()) > 0) && len(bytes.TrimSpace(data)) == 0:
		err = emptiedFault(f.name)
	case old != nil && old.catalog != nil && truncated(old.catalog.Bytes(), data):
		err = truncatedFault(f.name, data)
	default:
		err = t.parse(f, p)
	}
	f.faults = faultsOf(f.name, err)
	if old != nil {
		f.valid = old.valid
		if len(f.faults) > 0 {
			f.page, f.catalog, f.blockFaults = old.page, old.catalog, old.blockFaults
		}
	}
	return f
}

func (t *fileTree) isFolder(p string) bool {
	info, err := fs.Stat(t.tree, p)
	return err == nil && info.IsDir()
}

// faultsOf returns the error of a parser as faults.
func faultsOf(name string, err error) store.Faults {
	var many store.Faults
	var single *store.Fault
	if err == nil || errors.As(err, &many) {
		return many
	}
	if !errors.As(err, &single) {
		single = &store.Fault{File: name, Msg: err.Error()}
	}
	return store.Faults{single}
}

func isContentFile(p string) bool {
	_, page := PageSlug(p)
	return page || isImage(p)
}

// parseContentFile parses a page. Of an image the bytes are all.
func parseContentFile(f *file, p string) (err error) {
	if isImage(p) {
		return nil
	}
	slug, err := segment.SlugOf(p)
	if err != nil {
		return &store.Fault{File: f.name, Line: 1, Col: 1, Msg: err.Error()}
	}
	if f.page, err = segment.Parse(slug, f.name, f.data); err != nil {
		return err
	}
	if faults := catalog.CheckPage(f.page); len(faults) > 0 {
		f.page = nil
		return faults
	}
	return nil
}

func isLocaleFile(p string) bool {
	dir := path.Dir(p)
	return dir != "." && (path.Ext(p) == ".toml" || path.Base(p) == ledgerName)
}

// ledgerName is the file of a locale's sign-offs.
const ledgerName = "reviews.jsonl"

func parseLocaleFile(f *file, p string) (err error) {
	if path.Base(p) == ledgerName {
		standing, faults := catalog.ParseLedger(f.name, f.data)
		f.ledger = newLedger(standing)
		return faults.Err()
	}
	f.catalog, err = catalog.Parse(f.name, f.data)
	if isPageCatalog(p) {
		f.blockFaults = notInline(f.catalog)
	}
	return err
}
