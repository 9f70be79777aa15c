package corpus

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"

	"github.com/parlance/parlance/app/store"
)

// The names of the two trees in what is kept.
const (
	contentTree = "content"
	localesTree = "locales"
)

// Unsaved returns the last good versions that have changed since it was asked before, to be kept for a restart. In a large site those of catalogs that
// nobody has looked at are left out until they are validated.
func (r *Reader) Unsaved() (list []store.Kept) {
	for _, t := range []*fileTree{&r.content, &r.locales} {
		list = append(list, t.unsaved()...)
	}
	for name, good := range map[string]string{TableName: r.table.good, GlossaryName: r.glossary.good} {
		if good == "" {
			continue
		}
		list = append(list, r.locales.unlessKept(newKept(localesTree, name, []byte(good)))...)
	}
	return list
}

func newKept(tree, p string, data []byte) store.Kept {
	return store.Kept{Tree: tree, Path: p, Sum: sha256.Sum256(data), Size: int64(len(data)), Load: func() ([]byte, error) { return data, nil }}
}

// unsaved implements [Reader.Unsaved] for one tree.
func (t *fileTree) unsaved() (list []store.Kept) {
	if t.reported == nil {
		t.reported = map[string]*file{}
		for p := range t.kept {
			if t.takes(p) {
				t.reported[p] = nil
			}
		}
	}
	for p, f := range t.files {
		if now, ok := t.reported[p]; ok && now == f || f.stored != nil && !f.stored.saved && !f.stored.validated {
			continue
		}
		t.reported[p] = f
		if k, ok := t.goodVersion(p, f); ok {
			list = append(list, t.unlessKept(k)...)
		}
	}
	for p := range t.reported {
		if t.files[p] != nil {
			continue
		}
		delete(t.reported, p)
		k := store.Kept{Tree: t.name, Path: p, Gone: true}
		if f := t.last[p]; f != nil && len(f.revoked) > 0 {
			k = store.Kept{Tree: t.name, Path: p, Notes: f.revoked.Lines()}
		}
		list = append(list, t.unlessKept(k)...)
	}
	return list
}

// unlessKept returns a version unless it is what is kept already, and takes it for that from now on.
func (t *fileTree) unlessKept(k store.Kept) []store.Kept {
	before, ok := t.kept[k.Path]
	if ok && before.Gone == k.Gone && before.Sum == k.Sum && before.Size == k.Size && before.Modified.Equal(k.Modified) && bytes.Equal(before.Notes, k.Notes) {
		return nil
	}
	if t.kept == nil {
		t.kept = map[string]store.Kept{}
	}
	t.kept[k.Path] = k
	return []store.Kept{k}
}

// goodVersion returns the last good version of a file, if it has one.
func (t *fileTree) goodVersion(p string, f *file) (k store.Kept, ok bool) {
	good := f.good
	switch {
	case f.stored != nil:
		return f.stored.kept(t.name, f)
	case isLedger(p):
		k = store.Kept{Tree: t.name, Path: p, Notes: f.revoked.Lines()}
		if good != nil {
			k = newKept(t.name, p, good)
			k.Notes = f.revoked.Lines()
		}
		return k, true
	case f.valid != nil:
		good = f.valid.good
	}
	if good == nil {
		return k, false
	}
	return newKept(t.name, p, good), true
}

// kept returns the last good version of a catalog that is parsed on demand, if there is one that is not kept already.
func (v *storedCatalog) kept(tree string, f *file) (k store.Kept, ok bool) {
	good := f
	if v.resolved != nil {
		good = v.resolved
	}
	if len(good.faults) > 0 || good.stored.path == "" {
		return k, false
	}
	k = store.Kept{Tree: tree, Path: v.path, Size: good.stored.version.Size(), Modified: good.stored.version.Modified(), Load: good.stored.current}
	return k, good == f || good.stored.version.Known()
}

var errChanged = errors.New("the file has changed meanwhile")

// current returns the bytes of a catalog, unless nothing but a newer file has them.
func (v *storedCatalog) current() ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.packed == nil {
		if info, err := fs.Stat(v.loader.tree, v.path); err != nil || store.VersionOf(info) != v.version {
			return nil, errChanged
		}
	}
	return v.read()
}
