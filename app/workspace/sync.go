package workspace

import "github.com/parlance/parlance/app/store"

// Changes are what is to be written to the catalogs' tree.
type Changes struct {
	Writes   []store.Write
	Removals []store.Write // catalogs of pages that are gone, in which nothing is; New is nil
}

// Sync returns what the pages and catalogs call for: every catalog that is to be written or removed. Nothing is written yet. The error is a
// [FaultsError] while files have faults, and where a catalog would become too large.
func (w *Workspace) Sync() (Changes, error) {
	p, err := w.plan()
	if err != nil {
		return Changes{}, err
	}
	return w.finish(p)
}

// Applied are the files that were written and removed, as a person names them.
type Applied struct{ Wrote, Removed []string }

// Apply writes the changes: all catalogs or none, then it removes what is to go. The error is [store.ErrChanged] where somebody
// else changed a file since it was read; what was done before it is returned beside it.
func (w *Workspace) Apply(c Changes) (a Applied, err error) {
	if err := w.locales.Apply(c.Writes); err != nil {
		return a, err
	}
	for _, one := range c.Writes {
		a.Wrote = append(a.Wrote, w.locales.Tree().Path(one.Path))
	}
	for _, one := range c.Removals {
		if err := w.locales.Remove(one.Path, one.Old); err != nil {
			return a, err
		}
		a.Removed = append(a.Removed, w.locales.Tree().Path(one.Path))
	}
	return a, nil
}
