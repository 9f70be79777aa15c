package corpus

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// The names of the two trees in what is kept.
const (
	contentTree = "content"
	localesTree = "locales"
)

// compared is how many files are compared with what was kept of them, in no order, to tell whether that is of these trees.
const compared = 500

// Restore gives a reader, before its first reading, the last good versions that an earlier process kept. They stand in for files at fault, as those of an
// earlier reading do, so that a restart changes nothing for readers. Where hardly any file of the trees is like what was kept, it is of other trees, and
// nothing is taken over.
func (r *Reader) Restore(kept []store.Kept) {
	there, same := 0, 0
	for _, k := range kept[:min(len(kept), compared)] {
		tree := r.locales.tree
		if k.Tree == contentTree {
			tree = r.content.tree
		}
		if info, err := fs.Stat(tree, k.Path); err == nil {
			if there++; info.Size() == k.Size {
				same++
			}
		}
	}
	if same == 0 || 4*same < there {
		return
	}
	for _, t := range []*fileTree{&r.content, &r.locales} {
		t.kept = map[string]store.Kept{}
		for _, k := range kept {
			if k.Tree == t.name && (k.Load != nil || isLedger(k.Path)) && (t.takes(k.Path) || k.Path == TableName || k.Path == GlossaryName) {
				t.kept[k.Path] = k
			}
		}
	}
}

// revive returns the last good version that was kept of a file, and nil if there is none, or if it is what the file holds now.
func (t *fileTree) revive(p string, now []byte) *file {
	if isLedger(p) {
		return t.reviveLedger(p, now)
	}
	k, ok := t.kept[p]
	if !ok || k.Load == nil {
		return nil
	}
	if now != nil && sha256.Sum256(now) == k.Sum {
		return nil
	}
	data, err := k.Load()
	if err != nil {
		return nil
	}
	f := &file{name: t.tree.Path(p), data: data}
	if t.parse(f, p) != nil {
		return nil
	}
	f.data, f.good = nil, data
	if f.catalog != nil {
		f.valid = f
	}
	return f
}

// reviveLedger returns what was kept of a ledger: its last good version, unless that is what the file holds now, and what it ever revoked.
func (t *fileTree) reviveLedger(p string, now []byte) *file {
	k, ok := t.kept[p]
	same := ok && now != nil && sha256.Sum256(now) == k.Sum
	if !ok || same && len(k.Notes) == 0 {
		return nil
	}
	f := &file{name: t.tree.Path(p)}
	f.revoked = f.revoked.With(catalog.ReadLedger(f.name, k.Notes).Records)
	if k.Load == nil || same {
		return f
	}
	data, err := k.Load()
	if err != nil {
		return f
	}
	if l := catalog.ReadLedger(f.name, data); !l.Unread() {
		f.good, f.records, f.revoked = data, l, f.revoked.With(l.Records)
		f.ledger = newLedger(l.Active(f.revoked, l, 0))
	}
	return f
}

// reviveGone puts back what was kept of files that are no files, or not there, at the first reading: those of folders that are away, and what ledgers revoked.
func (t *fileTree) reviveGone() {
	for p := range t.kept {
		folder, _, below := strings.Cut(p, "/")
		if t.files[p] != nil || !t.takes(p) {
			continue
		}
		f := t.loader.revive(t, p, nil)
		switch {
		case f == nil:
		case !t.isMissing(p): // a folder has its name, for example
			t.put(p, t.loader.read(t, listed{path: p}, true, f))
		case p == englishInterface:
			t.put(p, f.missing())
		case below && t.isAway(folder):
			t.put(p, f)
		case isLedger(p):
			t.last[p] = f
		}
	}
}

// revive takes over what was kept of the file, unless it holds that now.
func (f *parsedFile[T]) revive(kept map[string]store.Kept, tree store.Tree, name string, parse func(name string, data []byte) (*T, error)) {
	k, ok := kept[name]
	if !ok || k.Load == nil || f.value != nil {
		return
	}
	if now, err := store.ReadFile(tree, name); err == nil && sha256.Sum256(now) == k.Sum {
		return
	}
	data, err := k.Load()
	if err != nil {
		return
	}
	if value, err := parse(tree.Path(name), data); err == nil {
		f.value, f.good = value, string(data)
	}
}

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

// revive returns the last good version that was kept of a catalog, and nil if there is none, or if the file has its length and time. info may be nil.
func (b *onDemand) revive(t *fileTree, p string, info fs.FileInfo) *file {
	k, ok := t.kept[p]
	switch {
	case !isPageCatalog(p):
		return t.revive(p, nil)
	case !ok || k.Load == nil || info != nil && !info.ModTime().IsZero() && info.Size() == k.Size && info.ModTime().Equal(k.Modified):
		return nil
	}
	data, err := k.Load()
	if err != nil {
		return nil
	}
	if _, err := catalog.Parse(t.tree.Path(p), data); err != nil {
		return nil
	}
	v := &storedCatalog{loader: b, path: p, validated: true, packed: bytes.Clone(b.pack.EncodeAll(data, nil))}
	b.room.Add(-int64(len(v.packed)))
	return &file{name: t.tree.Path(p), stored: v}
}

func (eager) revive(t *fileTree, p string, _ fs.FileInfo) *file { return t.revive(p, nil) }
