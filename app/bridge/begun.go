package bridge

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// begunName is the file of the state that says what is about to be written. It is there while a side may have files that the state and the history do not know of.
const begunName = "begun.json"

// begun is a write that was begun. Of one that is killed, the next exchange finds out what was written.
type begun struct {
	Format  int         `json:"format"`
	Cluster bool        `json:"cluster"` // whether it goes there, and not into the folder
	At      time.Time   `json:"at"`      // by which its records are known
	Files   []begunFile `json:"files"`
}

// begunFile is a file of it.
type begunFile struct {
	Tree   string           `json:"tree"`
	Name   string           `json:"name"`
	Before string           `json:"before"`          // its SHA-256, "" for none
	After  string           `json:"after"`           // also
	Base   []byte           `json:"base,omitempty"`  // what both sides come from once it is written, where that is not the file itself
	Edits  []history.Record `json:"edits,omitempty"` // for the history
}

func digits(v version) string {
	if !v.there {
		return ""
	}
	return hex.EncodeToString(v.sum[:])
}

// begin notes what is about to be written.
func (b *Bridge) begin(to side, items []*item) error {
	w := begun{Format: stateFormat, Cluster: to.cluster, At: time.Now().UTC().Truncate(time.Millisecond)}
	if to.cluster {
		b.setEdits(w.At, items)
	}
	for _, i := range items {
		if isLedger(i.name) { // of which nothing needs to be known
			continue
		}
		f := begunFile{Tree: i.tree, Name: i.name, Before: digits(to.of(i)), After: digits(i.merged.version), Edits: i.edits}
		if base := to.after(i); !base.same(i.merged.version) {
			f.Base = base.bytes()
		}
		w.Files = append(w.Files, f)
	}
	if len(w.Files) == 0 {
		return nil
	}
	data, err := json.Marshal(w)
	if err != nil {
		return err
	}
	return b.State.put(map[string][]byte{begunName: append(data, '\n')})
}

// setEdits gives each catalog what the history is to say of it.
func (b *Bridge) setEdits(at time.Time, items []*item) {
	var list []workspace.Pushed
	var of []*item
	for _, i := range items {
		if isCatalog(i.tree, i.name) {
			of = append(of, i)
			list = append(list, workspace.Pushed{Name: i.name, Base: i.base.data, Folder: i.folder.data, Before: i.cluster.data, After: i.merged.data, Both: i.merged.chosen})
		}
	}
	for n, edits := range workspace.PushRecords(b.Journal, b.By, at, list) {
		of[n].edits = edits
	}
}

// end has nothing be begun any more, once the state and the history have it.
func (b *Bridge) end() error { return b.State.put(map[string][]byte{begunName: nil}) }

// resume finds out what was written by a write that was cut off: both sides come from that, and the history gets it. Of a catalog that others have written to since nobody can tell;
// what both come from stays then, so that the two are merged, and the history gets the pusher's words all the same, which are the pusher's in any case.
func (b *Bridge) resume() error {
	data, err := store.ReadFile(b.State.files.Tree(), begunName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var was begun
	if err == nil {
		err = json.Unmarshal(data, &was)
	}
	if err == nil && was.Format != stateFormat {
		err = fmt.Errorf("it has format %d, and this program knows %d: use the release of parlance that wrote it", was.Format, stateFormat)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Join(b.State.dir, begunName), err)
	}
	stores, bases := b.Folder, map[string][]byte{}
	if was.Cluster {
		stores = b.Cluster
	}
	for _, f := range was.Files {
		if stores[f.Tree] == nil || !fs.ValidPath(f.Name) {
			continue
		}
		now, err := readVersion(stores[f.Tree].Tree(), f.Name)
		if err != nil {
			continue // the exchange names it
		}
		if is := digits(now); is == f.After {
			base := now
			if f.Base != nil {
				base = versionOf(f.Base)
			}
			setBase(bases, f.Tree, f.Name, base)
		} else if is == f.Before {
			continue
		}
		if err := b.recordLate(f, was.At); err != nil {
			return err
		}
	}
	if err := b.State.put(bases); err != nil {
		return err
	}
	return b.end()
}

// recordLate puts the edits of a file into the history, unless they are there.
func (b *Bridge) recordLate(f begunFile, at time.Time) error {
	tag, page, ok := corpus.ParseCatalogPath(f.Name)
	if !ok || len(f.Edits) == 0 {
		return nil
	}
	records, _, err := b.Journal.Records(tag, page)
	if err != nil || slices.ContainsFunc(records, func(r history.Record) bool { return r.At.Equal(at) }) {
		return err
	}
	return workspace.RecordPush(b.Journal, f.Edits)
}
