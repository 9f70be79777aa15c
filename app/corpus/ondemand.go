package corpus

import (
	"cmp"
	"errors"
	"io/fs"
	"sync"
	"sync/atomic"

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
	b := &onDemand{tree: tree}
	b.room.Store(room)
	var err error
	if b.pack, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithLowerEncoderMem(true)); err != nil {
		panic(err) // the options are constants
	}
	if b.unpack, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(2*store.MaxFileSize)); err != nil {
		panic(err)
	}
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
		b.recent[0] = nil
		b.recent = b.recent[1:]
	}
}

func (b *onDemand) keepsTexts() bool { return false }

// read returns old if size and time of the file are unchanged, an unparsed file if it is new, and otherwise a parsed one with its faults.
func (b *onDemand) read(_ *fileTree, p string, old *file) *file {
	info, err := fs.Stat(b.tree.FS, p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	own := &storedCatalog{loader: b, path: p}
	f := &file{name: b.tree.Path(p), stored: own}
	if err == nil {
		own.size, own.modified = info.Size(), info.ModTime()
	}
	switch {
	case old == nil:
		return f
	case err == nil && !info.ModTime().IsZero() && old.stored.size == info.Size() && old.stored.modified.Equal(info.ModTime()):
		return old
	}
	own.saved, own.before = true, cmp.Or(old.stored.resolved, old)
	parsed, err := own.load()
	own.pack()
	f.faults, f.blockFaults = faultsOf(f.name, err), notInline(parsed)
	switch before := own.before.stored.bytes(); {
	case own.size == 0 && old.stored.size > 0:
		f.faults = faultsOf(f.name, emptiedFault(f.name))
	case parsed != nil && len(f.faults) == 0 && truncated(before, parsed.Bytes()):
		f.faults = faultsOf(f.name, truncatedFault(f.name, parsed.Bytes()))
	}
	return f
}

// resolve returns f itself, or its last good version if f has faults.
func (b *onDemand) resolve(_ *Corpus, f, english *file) catalogRef {
	if f == nil {
		return nil
	}
	own := f.stored
	if !own.saved {
		return f
	}
	if own.resolved == nil || len(own.mismatches) > 0 && own.against != english {
		own.against = english
		own.mismatches = f.mismatchesOf(f.load(), english)
		own.resolved = f
		if len(f.faults)+len(own.mismatches) > 0 && own.before != nil && own.before.stored.pack() {
			own.resolved = own.before
		} else if own.before != nil {
			own.before.stored.releaseRoom() // a snapshot that still shows it keeps it
			own.before = nil
		}
	}
	return own.resolved
}

// load implements [catalogRef]. The faults of a catalog that is parsed on demand are listed by a [Validator].
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
