package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"weak"

	"github.com/klauspost/compress/zstd"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// EagerFiles is the largest number of catalogs that a served site parses at the start. The catalogs of a larger site are parsed on demand.
const EagerFiles = 256

// Bounds of the parsed catalogs that are kept: a few pages in all their locales, whose documents are often made together.
const (
	recentCatalogs = 256
	recentBytes    = 16 << 20
)

// onDemand loads catalogs when they are asked for. It keeps the latest parsed (first in, first out), and compressed bytes of the others as
// long as there is room, so that the last good version can replace a file that breaks.
type onDemand struct {
	tree   store.Tree
	room   atomic.Int64
	mu     sync.Mutex
	recent []*catalog.File // the newest last
	bytes  int             // of recent
	pack   *zstd.Encoder
	unpack *zstd.Decoder
}

func newOnDemand(tree store.Tree, room int64) *onDemand {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithLowerEncoderMem(true))
	unpack, err2 := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(2*store.MaxFileSize))
	if err := cmp.Or(err, err2); err != nil {
		panic(err) // the options are constants
	}
	b := &onDemand{tree: tree, pack: pack, unpack: unpack}
	b.room.Store(room)
	return b
}

// remember keeps a parsed catalog until enough others have been parsed.
func (b *onDemand) remember(f *catalog.File) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.recent = append(b.recent, f)
	b.bytes += len(f.Bytes())
	for b.bytes > recentBytes && len(b.recent) > 1 || len(b.recent) > recentCatalogs {
		b.bytes -= len(b.recent[0].Bytes())
		b.recent = slices.Delete(b.recent, 0, 1)
	}
}

// read returns old if nobody named a catalog and its version is unchanged, an unparsed file if it is new, and otherwise a parsed one with its faults.
func (b *onDemand) read(t *fileTree, l listed, named bool, old *file) *file {
	p := l.path
	if !isPageCatalog(p) {
		return t.readNow(p, old)
	}
	info, err := l.stat(b.tree.FS)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	own := &storedCatalog{loader: b, path: p}
	f := &file{name: b.tree.Path(p), stored: own}
	if err == nil {
		own.version = store.VersionOf(info)
		own.fixed, _ = info.Sys().(func() ([]byte, error))
	}
	if old == nil {
		old = b.revive(t, p, info)
	}
	switch {
	case old == nil:
		return f
	case err == nil && !named && own.version.Known() && own.version == old.stored.version:
		return old
	}
	own.saved, own.before = true, cmp.Or(old.stored.resolved, old)
	parsed, err := own.load()
	own.pack()
	switch before := own.before.stored.bytes(); {
	case own.version.Size() == 0 && old.stored.version.Size() > 0 && !t.whole:
		err = emptiedFault(f.name)
	case parsed.Whole() && !t.whole && truncated(before, parsed.Bytes()):
		f.held = &file{name: f.name, stored: own, blockFaults: notInline(parsed)}
		err = truncatedFault(f.name, p, parsed.Bytes())
	default:
		own.entriesAlone = parsed.Whole()
	}
	f.faults, f.blockFaults = faultsOf(f.name, err), notInline(parsed)
	return f
}

// resolve returns f itself, or its last good version if f has faults, and lists what is wrong with it beside its English.
func (b *onDemand) resolve(c *Corpus, f, english *file) *file {
	if f == nil || !f.stored.saved {
		return f
	}
	own := f.stored
	if own.resolved == nil || len(own.mismatches) > 0 && own.against != english {
		own.against = english
		own.mismatches = f.mismatchesOf(f.load(), english)
		own.resolved = f
		if len(f.faults) > 0 && !own.entriesAlone && own.before != nil && own.before.stored.pack() {
			own.resolved = own.before
		} else if own.before != nil {
			own.before.stored.releaseRoom() // a snapshot that still shows it keeps it
			own.before = nil
		}
	}
	c.Faults = append(c.Faults, own.mismatches...)
	return own.resolved
}

// load returns the catalog of a file, and nil if the file is nil or cannot be read. A [Validator] lists the faults of one parsed on demand.
func (f *file) load() *catalog.File {
	switch {
	case f == nil:
		return nil
	case f.stored == nil:
		return f.catalog
	}
	c, _ := f.stored.load()
	return c
}

// loader is how the catalogs of pages are loaded: all of them when the tree is read, or each when it is asked for.
type loader interface {
	// read returns a file as it stands now, and nil if there is none. named is whether an event named it, old is what it was, or nil.
	read(t *fileTree, l listed, named bool, old *file) *file
	// revive returns the last good version that was kept of a file, and nil if there is none, or if it is known to be what info describes.
	revive(t *fileTree, path string, info fs.FileInfo) *file
	// resolve returns the file whose catalog is served for a page's catalog, which may be the last good one, and nil if there is none.
	resolve(c *Corpus, f, english *file) *file
}

// isPageCatalog reports whether the path of a locale's file is that of a page's catalog, by its name.
func isPageCatalog(p string) bool {
	tag, _, _ := strings.Cut(p, "/")
	return path.Ext(p) == ".toml" && p != CatalogPath(tag, catalog.InterfaceSlug)
}

// eager loads every catalog when the tree is read.
type eager struct{}

func (eager) read(t *fileTree, l listed, _ bool, old *file) *file { return t.readNow(l.path, old) }

func (eager) resolve(c *Corpus, f, english *file) *file { return c.compare(f, english) }

// storedCatalog is one catalog that is parsed on demand.
type storedCatalog struct {
	loader  *onDemand
	path    string
	version store.Version
	fixed   func() ([]byte, error) // reads it as it was listed, whatever has its place now; nil where the tree cannot

	// Not guarded by mu, because only a [Reader] sets them:
	saved        bool         // since the start
	entriesAlone bool         // are at fault, if anything is
	before       *file        // the version before, as long as it may have to replace this one
	resolved     *file        // what [onDemand.resolve] returned
	against      *file        // the English that mismatches holds for
	mismatches   store.Faults // what is wrong with it beside its English
	validated    bool         // the faults of the file are all that is wrong with it

	mu     sync.Mutex
	packed []byte // nil if there is no room, or nobody asked yet
	parsed weak.Pointer[catalog.File]
}

// load returns the catalog, with its sound entries and the faults of the others, and nil if the file is gone.
func (v *storedCatalog) load() (*catalog.File, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if f := v.parsed.Value(); f != nil && !f.Faulty() {
		return f, nil
	}
	data, err := v.read()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	}
	f, err := catalog.Parse(v.loader.tree.Path(v.path), data)
	v.parsed = weak.Make(f)
	v.loader.remember(f)
	return f, err
}

func (v *storedCatalog) read() ([]byte, error) {
	if v.packed != nil {
		return v.loader.unpack.DecodeAll(v.packed, nil)
	}
	if v.fixed != nil { // law 7: a snapshot is of one release, and the tree may be of the next already
		return v.fixed()
	}
	return store.ReadFile(v.loader.tree.FS, v.path)
}

// releaseRoom makes the room of the bytes available to others.
func (v *storedCatalog) releaseRoom() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.loader.room.Add(int64(len(v.packed)))
}

// pack keeps the compressed bytes of a catalog that was read, if there is room, and reports whether they are kept.
func (v *storedCatalog) pack() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.packed != nil {
		return true
	}
	f, b := v.parsed.Value(), v.loader
	if f == nil || b.room.Load() <= 0 {
		return false
	}
	v.packed = bytes.Clone(b.pack.EncodeAll(f.Bytes(), make([]byte, 0, len(f.Bytes())/2)))
	b.room.Add(-int64(len(v.packed)))
	return true
}

// bytes returns what the file held when it was read, and nil if that is not kept.
func (v *storedCatalog) bytes() []byte {
	if !v.pack() {
		return nil
	}
	data, _ := v.loader.unpack.DecodeAll(v.packed, nil) // what pack kept
	return data
}
