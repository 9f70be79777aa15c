package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
)

// Editor makes edits in single catalogs, and reads nothing else of a site: a save in a browser has no time for more. It is safe for concurrent use,
// and beside everybody else who writes to the trees.
type Editor struct {
	locales    store.Store
	journal    *history.Journal
	maxCatalog int
}

// NewEditor returns an editor of the catalogs in a tree. Of the options it uses the journal and the largest size.
func NewEditor(locales store.Store, o Options) *Editor {
	return &Editor{locales, o.Journal, o.maxCatalog()}
}

// Read returns the newest version of the catalog of a page, or of the interface, in one locale. A fault costs the entry that it stands in. The error is
// [fs.ErrNotExist] where there is none.
func (e *Editor) Read(tag, page string) (*catalog.File, error) {
	tree, path := e.locales.Tree(), corpus.CatalogPath(tag, page)
	data, err := store.ReadFile(tree, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", tree.Path(path), err)
	}
	file, _ := catalog.Parse(tree.Path(path), data)
	return file, nil
}

// Edit makes edits in the catalog of a page, or of the interface ([catalog.InterfaceSlug]), in one locale. They are made on its newest version, as
// [catalog.File.Replay] says; where somebody else writes to the catalog meanwhile, the newest is read again. A catalog that is not there is waited for a
// moment: git removes each file before it writes it anew. Once Edit returns, what went in is on the disk and in the history. What was refused is in the
// outcomes alone.
//
// The error is that of ctx, or that the catalog could not be read or written; then nothing went in. It is a [NotRecordedError] where the edits went in and
// are not in the history.
func (e *Editor) Edit(ctx context.Context, tag, page string, edits []catalog.Edit) ([]catalog.Outcome, error) {
	path := corpus.CatalogPath(tag, page)
	if t, slug, ok := corpus.ParseCatalogPath(path); !ok || t != tag || slug != page || tag == "en" {
		return nil, fmt.Errorf("%q and %q name no catalog of translations", tag, page)
	}
	began := time.Now()
	for pause := time.Millisecond; ; pause = min(2*pause, maxPause) {
		outcomes, err := e.try(path, tag, edits)
		if !IsWrittenMeanwhile(err) && !(isMissing(err) && time.Since(began) < maxMissing) {
			return outcomes, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// maxPause is how long an edit waits at most before it reads a catalog again that somebody else writes to.
const maxPause = 50 * time.Millisecond

// maxMissing is how long an edit waits for a catalog that is not there.
const maxMissing = 2 * time.Second

// IsWrittenMeanwhile reports whether something did not go in because somebody else wrote, so that it is to be tried again. It is not where edits that went in
// could not be recorded, for whatever reason: they would be found standing already, and nobody would be told.
func IsWrittenMeanwhile(err error) bool {
	return errors.Is(err, store.ErrChanged) && !isUnrecorded(err)
}

// isMissing reports whether an edit went nowhere because there is no catalog.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) && !isUnrecorded(err) }

func isUnrecorded(err error) bool {
	_, unrecorded := errors.AsType[*NotRecordedError](err)
	return unrecorded
}

func (e *Editor) try(path, tag string, edits []catalog.Edit) ([]catalog.Outcome, error) {
	tree := e.locales.Tree()
	data, err := store.ReadFile(tree, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no catalog %s: run parlance sync: %w", tree.Path(path), err)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", tree.Path(path), err)
	}
	file, _ := catalog.Parse(tree.Path(path), data) // a fault costs the entry that it stands in
	next, outcomes := file.Replay(edits, e.journal.Known(tag, e.signedOff(tag, edits)))
	made := changed(tag, outcomes)
	if len(made) == 0 {
		return outcomes, nil
	}
	if len(next.Bytes()) > e.maxCatalog {
		return nil, &store.Fault{File: tree.Path(path), Msg: "the catalog would become larger than any that is read: nothing went in; split its page into two"}
	}
	if err := e.credit(tag, made); err != nil {
		return nil, err
	}
	if err := e.locales.Apply([]store.Write{{Path: path, Old: data, New: next.Bytes()}}); err != nil {
		return nil, err
	}
	return outcomes, record(e.journal, made)
}

// signedOff returns which sign-offs of the texts of edits count, as their lines of the locale's ledger say when it is first asked: their words are kept. All do
// where it cannot be read, and those that nothing but a line of another key ends.
func (e *Editor) signedOff(tag string, edits []catalog.Edit) func(key, source string, words catalog.Forms) bool {
	path := corpus.LedgerPath(tag)
	ledger := sync.OnceValues(func() (map[[3]string]bool, error) {
		data, err := store.ReadFile(e.locales.Tree(), path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		keys := make([]string, len(edits))
		for i, one := range edits {
			keys[i] = keyIn(one.Key)
		}
		read, active := catalog.ReadLedger(e.locales.Tree().Path(path), linesWith(data, keys)), map[[3]string]bool{}
		for _, s := range read.Active(nil, read, 0) {
			active[[3]string{s.Key, s.Source, s.Text}] = true
		}
		return active, nil
	})
	return func(key, source string, words catalog.Forms) bool {
		active, err := ledger()
		return err != nil || active[[3]string{key, source, catalog.Hash(words)}]
	}
}

// NotRecordedError is returned where edits went into the catalogs, and are not in the history.
type NotRecordedError struct{ Err error }

// Error says that the words are safe, and why there is no record of them.
func (e *NotRecordedError) Error() string {
	return fmt.Sprintf("the texts are in the catalogs, but not in the history: %v", e.Err)
}

// Unwrap returns why.
func (e *NotRecordedError) Unwrap() error { return e.Err }

// madeEdit is an edit that changed a catalog.
type madeEdit struct {
	catalog.Outcome
	tag  string
	from string // the key that the words came from; "" where they did not move
}

// changed returns those of the outcomes that changed their catalog.
func changed(tag string, outcomes []catalog.Outcome) (made []madeEdit) {
	for _, o := range outcomes {
		if o.Changed() {
			made = append(made, madeEdit{Outcome: o, tag: tag})
		}
	}
	return made
}

// record puts edits into the history. They must be in the catalogs by now: words that are lost to a crash in between were written by nobody who was told so.
func record(j *history.Journal, made []madeEdit) error {
	records := make([]history.Record, len(made))
	for i, m := range made {
		records[i] = history.NewRecord(m.tag, m.Outcome)
		records[i].From = m.from
	}
	if err := j.Append(records...); err != nil {
		return &NotRecordedError{err}
	}
	return nil
}

// now is the time of an edit.
func now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// replay makes edits in a planned catalog, and lays it out. Where it would become too large, nothing goes in.
func (w *Workspace) replay(p *plan, f *plannedCatalog, edits []catalog.Edit) []catalog.Outcome {
	l, _ := p.locales.Find(f.tag)
	before := f.next
	next, outcomes := before.Replay(edits, w.journal.Known(f.tag, func(key, source string, words catalog.Forms) bool {
		return p.signOff(l, key, source, words) != nil
	}))
	made := changed(f.tag, outcomes)
	if len(made) == 0 {
		return outcomes
	}
	f.next = catalog.SyncLocale(f.english, next, p.categories[f.tag])
	if fault := w.tooLarge(f); fault != nil {
		f.next = before
		for i := range outcomes {
			if outcomes[i].Changed() {
				outcomes[i].Err = fault
			}
		}
		return outcomes
	}
	f.made = append(f.made, made...)
	return outcomes
}

// writeTries is how often a command makes its edits on the newest catalogs, where somebody writes to them meanwhile.
const writeTries = 5

// untilWritten calls write with what the catalogs are to be, and again, with what is newest then, where somebody changed one of them before it was written.
func (w *Workspace) untilWritten(write func(*plan) error) error {
	for try := 1; ; try++ {
		err := write(w.plan())
		if try == writeTries || !IsWrittenMeanwhile(err) {
			return err
		}
		if err := w.read(nil); err != nil {
			return err
		}
	}
}
