package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// Changes are what is to be written to the catalogs' tree.
type Changes struct {
	Writes   []store.Write
	Removals []store.Write // catalogs of pages that are gone, in which nothing is; New is nil
	Faults   store.Faults  // of catalogs that would become too large, and are not among the writes
	Impact   Impact        // what the edits of the English cost
	Carried  []Carried     // translations that follow their English to another key
	Renamed  []Renamed     // pages that somebody renamed since the catalogs were laid out
	Late     []Late        // catalogs that somebody saved after their pages were renamed

	made map[string][]madeEdit // by the path of the catalog
}

// Sync returns what the pages and catalogs call for: every catalog that is to be written or removed. Nothing is written yet. What a fault
// touches is left as it is (law 9).
func (w *Workspace) Sync() Changes { return w.finish(w.plan()) }

// Applied are the files that were written and removed, as a person names them.
type Applied struct{ Wrote, Removed []string }

// Apply writes the changes, then it removes what is to go. A file that somebody else changed since it was read, has open for writing or has protected is left out
// and costs no other (law 9): the error, a line for each, is then [store.ErrChanged] where somebody changed one, and a [NotRecordedError] where edits are not in
// the history. What was done is returned beside it, and [Workspace.Faults] are those of the files as they are then.
func (w *Workspace) Apply(c Changes) (a Applied, err error) {
	var leftOut []error
	var made []madeEdit
	c.Writes, leftOut = w.recordCarried(c)
	all := w.locales.Apply(c.Writes)
	failed, _ := errors.AsType[*store.WriteError](all)
	for _, one := range c.Writes {
		if all != nil && (failed == nil || !slices.Contains(failed.Written, one.Path)) { // one by one, what cannot be written all together
			if err := w.locales.Apply([]store.Write{one}); err != nil {
				leftOut = append(leftOut, w.leftAsItIs(one, err))
				continue
			}
		}
		a.Wrote = append(a.Wrote, w.CatalogPath(one.Path))
		made = append(made, c.made[one.Path]...)
	}
	leftOut = append(leftOut, record(w.journal, made))
	for _, one := range c.Removals {
		if err := w.locales.Remove(one.Path, one.Old); err != nil {
			leftOut = append(leftOut, w.leftAsItIs(one, err))
			continue
		}
		a.Removed = append(a.Removed, w.CatalogPath(one.Path))
	}
	w.refreshFaults(a.Wrote)
	return a, errors.Join(leftOut...)
}

func (w *Workspace) leftAsItIs(one store.Write, err error) error {
	if failed, ok := errors.AsType[*store.WriteError](err); ok {
		err = failed.Err
	}
	return fmt.Errorf("%s was left as it is: %w", w.CatalogPath(one.Path), err)
}

// refreshFaults reads the trees again where files with faults were written, for the places at which the faults stand now.
func (w *Workspace) refreshFaults(wrote []string) {
	written := map[string]bool{}
	for _, name := range wrote {
		written[name] = true
	}
	if slices.ContainsFunc(w.corpus.Faults, func(f *store.Fault) bool { return written[f.File] }) {
		// If that fails, the places are those of before.
		_ = w.read(nil)
	}
}

// finish puts earlier translations above what is to be translated, and returns what is to be written and removed.
func (w *Workspace) finish(p *plan) Changes {
	p.suggest(w.maxCatalog)
	return p.changes(w.tooLarge)
}

// suggest puts earlier translations above what is to be translated, where the catalog does not become larger than so many bytes.
func (p *plan) suggest(largest int) {
	memory := catalog.NewMemory()
	if p.upToDate != nil {
		for _, u := range p.upToDate.pages {
			memory.AddLazy(u)
		}
	}
	translated := slices.DeleteFunc(slices.Clone(p.files), func(f *plannedCatalog) bool { return f.tag == "en" })
	for _, f := range translated {
		memory.Add(f.tag, f.next)
	}
	for _, f := range translated {
		if next := memory.Suggest(f.tag, f.next); len(next.Bytes()) <= largest {
			f.next = next
		}
	}
}

// changes returns what is to be written, and the catalogs to be removed: those of pages that are gone, with nothing in them. Catalogs that
// would become too large are left out; where that is the English one, with all of its page.
func (p *plan) changes(tooLarge func(*plannedCatalog) *store.Fault) (c Changes) {
	c.made = map[string][]madeEdit{}
	large := map[string]bool{} // paths, and pages
	for _, f := range p.files {
		if fault := tooLarge(f); fault != nil {
			c.Faults = append(c.Faults, fault)
			large[f.path], large[f.slug] = true, large[f.slug] || f.tag == "en"
		}
	}
	for _, f := range p.files {
		if f.next.Opaque() || large[f.path] || large[f.slug] {
			continue
		}
		if f.gone && len(bytes.TrimSpace(f.next.Bytes())) == 0 {
			c.Removals = append(c.Removals, store.Write{Path: f.path, Old: f.before})
		} else if f.before == nil || !bytes.Equal(f.before, f.next.Bytes()) {
			c.Writes = append(c.Writes, store.Write{Path: f.path, Old: f.before, New: f.next.Bytes()})
			c.made[f.path] = f.made
		}
	}
	for _, one := range p.carried {
		if !large[one.path] && !large[one.slug] {
			c.Carried = append(c.Carried, one)
		}
	}
	for _, slug := range slices.Sorted(maps.Keys(p.renamed)) {
		r, english := p.renamed[slug], p.find("en", slug)
		r.signed = english != nil && (!english.next.Critical() || english.wasCritical)
		c.Renamed = append(c.Renamed, r)
	}
	c.Impact, c.Late = p.impact(), p.late
	return c
}
