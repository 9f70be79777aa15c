package corpus

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"weak"

	"github.com/klauspost/compress/zstd"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// eagerFiles is how many files of catalogs a served site may have before they are parsed on demand only. Below it, everything is
// parsed at once and every fault is known at the start.
const EagerFiles = 256

// How many parsed catalogs are kept, and how many bytes of them: those of a few pages in all their locales, for the documents of a page are
// often made together.
const (
	recentCatalogs = 256
	recentBytes    = 16 << 20
)

// library reads the catalogs of a large site when they are asked for. It keeps few of them parsed, and of the others compressed bytes as
// long as there is room, so that a file that breaks can be stood in for by what it was.
type library struct {
	tree   store.Tree
	room   atomic.Int64
	mu     sync.Mutex
	recent []*catalog.File // the newest last
	bytes  int             // of recent
	pack   *zstd.Encoder
	unpack *zstd.Decoder
}

func newLibrary(tree store.Tree, room int64) *library {
	b := &library{tree: tree}
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

// volume is one file of the library.
type volume struct {
	library *library
	path    string
	size    int64
	changed time.Time

	mu     sync.Mutex
	packed []byte // nil where there is no room, or nobody asked yet
	parsed weak.Pointer[catalog.File]
}

// load gives the catalog, with what is sound in it and the faults of what is not; nil where there is no such file any more.
func (v *volume) load() (*catalog.File, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if f := v.parsed.Value(); f != nil && !f.Faulty() {
		return f, nil
	}
	data, err := v.read()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	name := v.library.tree.Path(v.path)
	if err != nil {
		return nil, &store.Fault{File: name, Msg: err.Error()}
	}
	f, err := catalog.Parse(name, data)
	v.parsed = weak.Make(f)
	v.library.keep(f)
	return f, err
}

func (v *volume) read() ([]byte, error) {
	if v.packed != nil {
		return v.library.unpack.DecodeAll(v.packed, nil)
	}
	return store.ReadFile(v.library.tree.FS, v.path)
}

// keep holds on to a parsed catalog for a while.
func (b *library) keep(f *catalog.File) {
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

// release gives the room back that the bytes take.
func (v *volume) release() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.library.room.Add(int64(len(v.packed)))
}

// hold keeps the bytes of a catalog that was read, as long as there is room. It gives false where they are not at hand any more.
func (v *volume) hold() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.packed != nil {
		return true
	}
	f, b := v.parsed.Value(), v.library
	if f == nil || b.room.Load() <= 0 {
		return false
	}
	v.packed = bytes.Clone(b.pack.EncodeAll(f.Bytes(), make([]byte, 0, len(f.Bytes())/2)))
	b.room.Add(-int64(len(v.packed)))
	return true
}

// bytes gives what the file held when it was read; nil where that is not at hand any more.
func (v *volume) bytes() []byte {
	if !v.hold() {
		return nil
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	data, err := v.library.unpack.DecodeAll(v.packed, nil)
	if err != nil {
		return nil
	}
	return data
}

// leaves says that a file may be read when it is asked for: it is a catalog of a page.
func (b *library) leaves(p string) bool {
	base := path.Base(p)
	return b != nil && path.Ext(p) == ".toml" && !strings.HasPrefix(base, catalog.InterfaceSlug+".")
}

// shelve gives a file of the library: old where nothing shows that it was touched, one that is yet to be read where it is new, and else
// one that was read, with its faults.
func (b *library) shelve(p string, old *file) *file {
	info, err := fs.Stat(b.tree.FS, p)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f := &file{name: b.tree.Path(p), volume: &volume{library: b, path: p}}
	if err == nil {
		f.volume.size, f.volume.changed = info.Size(), info.ModTime()
	}
	switch {
	case old == nil || old.volume == nil:
		return f
	case err == nil && !info.ModTime().IsZero() && old.volume.size == info.Size() && old.volume.changed.Equal(info.ModTime()):
		return old
	}
	f.changed = true
	f.before = old
	if old.verdict != nil {
		f.before = old.verdict
	}
	f.catalog, err = f.volume.load()
	f.volume.hold()
	f.faults = faultsOf(f.name, err)
	switch before := f.before.volume.bytes(); {
	case f.volume.size == 0 && old.volume.size > 0:
		f.faults = store.Faults{emptiedFault(f.name)}
	case f.catalog != nil && len(f.faults) == 0 && isCutOff(before, f.catalog.Bytes()):
		f.faults = faultsOf(f.name, cutOffFault(f.name, f.catalog.Bytes()))
	}
	f.blocks = notInline(f)
	f.catalog = nil
	return f
}

// stand gives the file whose texts are served for f: f itself, or where it has faults what stood there before. english is the English one.
func (f *file) stand(english *file) *file {
	if f == nil || f.volume == nil || !f.changed {
		return f
	}
	if f.verdict == nil || len(f.misfits) > 0 && f.against != english {
		f.against = english
		f.misfits = f.unfit(english)
		f.verdict = f
		if len(f.faults)+len(f.misfits) > 0 && f.before != nil && f.before.volume.hold() {
			f.verdict = f.before
		} else if f.before != nil {
			f.before.volume.release() // a snapshot that still shows it keeps it
			f.before = nil
		}
	}
	return f.verdict
}

// unfit finds what is wrong with a file of the library beside its English, apart from what its parser found.
func (f *file) unfit(english *file) store.Faults {
	own, _ := f.volume.load()
	if own == nil {
		return nil
	}
	if f == english {
		return own.CheckEnglish()
	}
	var faults store.Faults
	if english != nil && english.volume != nil {
		if e, _ := english.volume.load(); e != nil {
			faults = own.CheckPlaceholders(e)
		}
	}
	return append(faults, f.blocks...)
}

// Survey looks at catalogs that nobody has asked for yet. What it found is kept when there is a newer reading.
type Survey struct{ found map[*file]store.Faults }

// Look finds the faults of the catalogs that nobody has looked at yet, and notes what each offers its readers. It gives false when keep says
// no. After each page it calls rest with the time it took.
func (v *Survey) Look(s *Corpus, keep func() bool, rest func(took time.Duration)) bool {
	if v.found == nil {
		v.found = map[*file]store.Faults{}
	}
	en := s.Locales.English().Index
	for _, p := range s.Pages {
		start := time.Now()
		for i, f := range p.files {
			if !keep() {
				return false
			}
			if _, seen := v.found[f]; f != nil && !f.changed && !f.surveyed && !seen {
				v.found[f] = f.look(p.files[en])
			}
			p.Summary(&s.Locales.Locales[i])
		}
		rest(time.Since(start))
	}
	return true
}

// Adopt takes in what was found, for the next reading. It gives the number of faults.
func (r *Reader) Adopt(v *Survey) (faults int) {
	for f, list := range v.found {
		f.faults, f.surveyed = list, true
		faults += len(list)
	}
	if faults > 0 {
		r.last = nil // its faults are not all
	}
	return faults
}

// look gives every fault of a file, and changes nothing in it.
func (f *file) look(english *file) store.Faults {
	own, err := f.volume.load()
	if own == nil && err == nil {
		return nil
	}
	f.volume.hold()
	seen := *f
	seen.catalog = own
	faults := faultsOf(f.name, err)
	if own == nil {
		return faults
	}
	if f == english {
		return append(faults, own.CheckEnglish()...)
	}
	seen.blocks = notInline(&seen)
	return append(faults, seen.unfit(english)...)
}
