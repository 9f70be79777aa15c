package corpus

import (
	"bytes"
	"errors"
	"io/fs"
	"sync"
	"time"
	"weak"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// storedCatalog is one catalog that is parsed on demand.
type storedCatalog struct {
	loader   *onDemand
	path     string
	size     int64
	modified time.Time

	// Not guarded by mu, because only a [Reader] sets them:
	saved      bool         // since the start
	before     *file        // the version before, as long as it may have to replace this one
	resolved   *file        // what [onDemand.resolve] returned
	against    *file        // the English that mismatches holds for
	mismatches store.Faults // what is wrong with it beside its English
	validated  bool         // the faults of the file are all that is wrong with it

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
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	name := v.loader.tree.Path(v.path)
	if err != nil {
		return nil, &store.Fault{File: name, Msg: err.Error()}
	}
	f, err := catalog.Parse(name, data)
	v.parsed = weak.Make(f)
	v.loader.remember(f)
	return f, err
}

func (v *storedCatalog) read() ([]byte, error) {
	if v.packed != nil {
		return v.loader.unpack.DecodeAll(v.packed, nil)
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
	v.mu.Lock()
	defer v.mu.Unlock()
	data, err := v.read()
	if err != nil {
		return nil
	}
	return data
}
