package corpus

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
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
		t.kept = make(map[string]store.Kept, len(kept))
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
		f.ledger = newLedger(l.Active(f.revoked, l, 0), l.Records)
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
