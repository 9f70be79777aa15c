package corpus

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// readLedger reads a ledger so that no damage brings back a sentence that was withdrawn: while a line cannot be read, or the end is gone, the
// last good version counts, less what today's lines revoke; and a revocation that was seen stays, even when the file is gone.
func (t *fileTree) readLedger(p string, old *file) *file {
	data, err := store.ReadFile(t.tree.FS, p)
	if old == nil {
		old = cmp.Or(t.reviveLedger(p, data), &file{})
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && old.data != nil && (!t.anew || len(old.faults) == 0) && bytes.Equal(old.data, data):
		return old
	}
	f := &file{name: t.tree.Path(p), data: data, good: old.good, records: old.records}
	now := catalog.ReadLedger(f.name, data)
	f.revoked = old.revoked.With(now.Records)
	f.faults = slices.Concat(faultsOf(f.name, err), now.Faults)
	empty := len(bytes.TrimSpace(data)) == 0 && len(bytes.TrimSpace(old.good)) > 0
	switch cut := err == nil && !t.anew && old.good != nil && (empty || truncated(old.good, data)); {
	case cut && empty:
		f.faults = faultsOf(f.name, emptiedFault(f.name))
	case cut:
		f.faults = append(f.faults, faultsOf(f.name, ledgerCutFault(f.name, data))...)
	case err == nil && !now.Unread():
		f.good, f.records = data, now
	}
	records, known := now, 0
	if f.good != nil {
		records, known = f.records, len(bytes.Split(bytes.TrimSpace(f.good), []byte{'\n'}))
	}
	f.ledger = newLedger(records.Active(f.revoked, now, known), records.Records)
	return f
}

// Ledger returns what the ledger of a locale, whose name is name, holds while it is these bytes. It takes them apart only where they are others than those that were
// read.
func (c *Corpus) Ledger(l *locale.Locale, name string, data []byte) *catalog.Ledger {
	if l.Index < len(c.ledgers) { // sync reads none
		if f := c.ledgers[l.Index]; f != nil && f.records != nil && f.good != nil && bytes.Equal(f.good, data) {
			return f.records
		}
	}
	return catalog.ReadLedger(name, data)
}

// ledgerCutFault returns the fault of a ledger that has lost its end.
func ledgerCutFault(name string, data []byte) error {
	return store.At(name, data, len(data), "the file was cut off here, and the sign-offs that it held before go on counting: restore it; if its end is meant to be gone, "+
		"send the server SIGHUP, and revocations that stood there stay all the same")
}
