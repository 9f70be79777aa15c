package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
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
	data []byte // as it was last read; nil if it could not be
	good []byte // of the last good version; nil if there was none

	page     *segment.Page
	catalog  *catalog.File
	ledger   ledger
	attached []byte // an image or a document that pages link to

	records *catalog.Ledger     // of a ledger: its last good version
	revoked catalog.Revocations // of a ledger: all that were ever seen

	blockFaults store.Faults // of a page's catalog: translations that would change the blocks they stand in; none of the interface
	faults      store.Faults // of data; the parsed values are then those of the last good version, or what was sound at the first reading
	held        *file        // what the file is by data, while it seems to be cut off
	valid       *file        // the last version whose catalog agreed with the English

	stored *storedCatalog // of a file that is parsed only when it is asked for
}

// fileTree keeps every file of one tree, so that a reload parses only what has changed. One goroutine at a time may use it.
type fileTree struct {
	tree   store.Tree
	name   string // which of the trees
	parse  func(f *file, path string) error
	takes  func(name string) bool
	files  map[string]*file // by path inside the tree
	last   map[string]*file // those that are gone, as they were
	faulty map[string]bool  // paths of files with faults
	away   map[string]bool  // folders of locales whose files are kept although they are gone
	listed store.Faults     // of the last listing
	loader loader
	choose func(files int) loader // the loader, by how many files there are at the first reading; nil for the one that is set

	earlier     map[string][]*catalog.File // sound versions of catalogs that have changed, the newest last
	overwritten []Overwritten

	kept     map[string]store.Kept // what an earlier process kept, and what is kept now
	reported map[string]*file      // what is kept, or is to be

	step  func()                   // called after each file that was read
	keeps func(folder string) bool // whether the files of a folder at the top are kept while it is gone
	anew  bool                     // what seems to be cut off or away is taken as it stands
	whole bool                     // no file is cut off or emptied by accident
}

// update reads the named files anew, or the whole tree if paths is nil, and returns the faults that are of no file.
func (t *fileTree) update(paths []string) store.Faults {
	named := paths != nil
	var all []listed
	if paths == nil || t.files == nil {
		all, t.listed = t.list()
	} else {
		for _, p := range paths {
			all = append(all, listed{path: p})
		}
	}
	rest, first := background.NewThrottle, t.files == nil
	if first && t.choose != nil {
		t.loader = t.choose(len(all))
	}
	taken := slices.DeleteFunc(all, func(l listed) bool { return !t.takes(l.path) })
	read := make([]*file, len(taken))
	if first {
		t.files, t.last = make(map[string]*file, len(taken)), map[string]*file{}
		t.faulty, t.away = map[string]bool{}, map[string]bool{}
		rest = func() *background.Throttle { return nil }
	}
	parallel.DoWith(len(taken), rest, func(pause *background.Throttle, i int) {
		p := taken[i].path
		read[i] = t.loader.read(t, taken[i], named, cmp.Or(t.files[p], t.last[p]))
		t.step()
		pause.Pause()
	})
	for i, l := range taken {
		t.put(l.path, read[i])
	}
	if first {
		t.reviveGone()
	}
	return slices.Concat(t.listed, t.awayFaults())
}

// put keeps what was read of a file; nil stands for a file that is gone.
func (t *fileTree) put(p string, f *file) {
	before := t.files[p]
	if f == nil && before != nil && p == englishInterface {
		f = before.missing()
	}
	if f == nil && before != nil {
		if folder, _, below := strings.Cut(p, "/"); below && t.isAway(folder) {
			return
		}
		t.last[p] = before
	}
	if f == nil {
		delete(t.files, p)
		delete(t.faulty, p)
		return
	}
	t.remember(p, cmp.Or(before, t.last[p]), f)
	t.files[p] = f
	delete(t.last, p)
	if delete(t.faulty, p); len(f.faults) > 0 {
		t.faulty[p] = true
	}
}

// readNow reads and parses a file. It returns nil if there is none. old is the version before, or nil.
func (t *fileTree) readNow(p string, old *file) *file {
	if isLedger(p) {
		return t.readLedger(p, old)
	}
	data, err := store.ReadFile(t.tree.FS, p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if old == nil {
		old = t.revive(p, data)
	}
	f := &file{name: t.tree.Path(p), data: data}
	if err == nil && old != nil && old.data != nil && bytes.Equal(old.data, data) {
		return old
	}
	switch {
	case err != nil:
	case len(bytes.TrimSpace(data)) == 0 && old.hasContent() && !t.whole:
		err = emptiedFault(f.name)
	default:
		if err = t.parse(f, p); err == nil || f.catalog.Whole() {
			f.good = data
		}
	}
	if f.good != nil && old != nil && !t.whole && !(t.anew && takesCutAnew(p)) && damaged(p, old.good, data) {
		held := *f
		f.held, err = &held, truncatedFault(f.name, p, data)
	}
	f.faults = faultsOf(f.name, err)
	if len(f.faults) > 0 && f.catalog == nil && p != segment.SiteFile && path.Ext(p) == ".toml" {
		f.catalog = catalog.Unreadable(f.name)
	}
	if old != nil {
		f.valid = old.valid
		better := old.good == nil && f.page != nil                            // of a site.toml that never was without a fault
		if len(f.faults) > 0 && (f.good == nil || f.held != nil) && !better { // not where its entries alone are at fault
			f.good, f.page, f.catalog, f.blockFaults, f.attached = old.good, old.page, old.catalog, old.blockFaults, old.attached
		}
	}
	return f
}

// hasContent reports whether a file, which may be nil, has anything that readers would miss if it became empty.
func (f *file) hasContent() bool {
	return f != nil && (f.page != nil || len(f.attached) > 0 || f.catalog != nil && len(f.catalog.Messages()) > 0)
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
	return page || isAttached(p) || p == segment.SiteFile
}

// parseContentFile parses a page, or who stands behind the site. Of an attachment the bytes are all.
func parseContentFile(f *file, p string) (err error) {
	switch {
	case isAttached(p):
		f.attached = f.data
		return nil
	case p == segment.SiteFile:
		if f.page, err = segment.ParseSite(f.name, f.data); f.page == nil {
			return err
		}
		if faults := catalog.CheckPage(f.page); len(faults) > 0 {
			f.page = nil
			return append(faults, faultsOf(f.name, err)...)
		}
		return err
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

func isLedger(p string) bool { return path.Base(p) == ledgerName }

func parseLocaleFile(f *file, p string) (err error) {
	f.catalog, err = catalog.Parse(f.name, f.data)
	if isPageCatalog(p) {
		f.blockFaults = notInline(f.catalog)
	}
	return err
}
