package workspace

import (
	"bytes"
	"maps"
	"path"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

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
		a.Wrote = append(a.Wrote, w.CatalogPath(one.Path))
	}
	for _, one := range c.Removals {
		if err := w.locales.Remove(one.Path, one.Old); err != nil {
			return a, err
		}
		a.Removed = append(a.Removed, w.CatalogPath(one.Path))
	}
	return a, nil
}

// plan is every catalog as it is and as it is to be, before anything is written.
type plan struct {
	locales    *locale.Table
	upToDate   *upToDate           // catalogs to leave as they are; nil for none
	categories map[string][]string // plural categories by tag
	files      []*plannedCatalog
	index      map[string]*plannedCatalog // by path
	work       []func()                   // that layOut has yet to do
}

type plannedCatalog struct {
	path, tag, slug string
	old, next       *catalog.File // old is nil where there is none yet, and once sync has laid it out
	gone            bool          // the page is
	before          []byte        // the bytes of old; nil where there is none yet
	english         *catalog.File // as it is to be
}

// plan lays the catalogs out as sync does, suggestions excepted. The error is a [FaultsError] while files have faults.
func (w *Workspace) plan() (*plan, error) {
	faults := slices.DeleteFunc(slices.Clone(w.corpus.Faults), func(f *store.Fault) bool {
		return path.Base(f.File) == path.Base(corpus.LedgerPath("en")) // no command writes over a ledger
	})
	if len(faults) > 0 {
		return nil, &FaultsError{Count: len(faults)}
	}
	p := newPlan(w.corpus, w.upToDate)
	if w.upToDate != nil { // where everything changes, there is no room for all that was before
		w.corpus = &corpus.Corpus{Locales: w.corpus.Locales, Faults: w.corpus.Faults}
	}
	p.layOut()
	return p, nil
}

// newPlan returns the plan of what the pages and catalogs call for, to be laid out. Catalogs that are up to date are not in it.
func newPlan(src *corpus.Corpus, upToDate *upToDate) *plan {
	p := &plan{locales: src.Locales, upToDate: upToDate, categories: map[string][]string{}, index: map[string]*plannedCatalog{}}
	for _, l := range p.locales.Locales {
		p.categories[l.Tag] = catalog.Categories(l.Tag)
	}
	syncEnglish := func(page *segment.Page) func(*catalog.File) *catalog.File {
		return func(old *catalog.File) *catalog.File { return catalog.SyncEnglish(page, old) }
	}
	for _, page := range src.Pages {
		p.add(page.Slug, page.Catalogs(), syncEnglish(page.Page), false)
	}
	p.add(catalog.InterfaceSlug, src.Interface, catalog.SyncInterface, false)
	for _, slug := range slices.Sorted(maps.Keys(src.Orphans)) { // every entry is kept, out of use
		p.add(slug, src.Orphans[slug], syncEnglish(&segment.Page{Slug: slug}), true)
	}
	return p
}

// add adds the English catalog of one page, which english lays out, and those of its locales; of a page that is gone, those alone that there are.
func (p *plan) add(slug string, files []*catalog.File, english func(old *catalog.File) *catalog.File, gone bool) {
	var page []*plannedCatalog
	for _, l := range p.locales.Locales {
		path := corpus.CatalogPath(l.Tag, slug)
		if old := files[l.Index]; (old != nil || !gone) && !p.upToDate.has(path) {
			f := &plannedCatalog{path: path, tag: l.Tag, slug: slug, old: old, gone: gone}
			if old != nil {
				f.before = old.Bytes()
			}
			page = append(page, f)
			p.index[path] = f
		}
	}
	if len(page) == 0 {
		return
	}
	p.files = append(p.files, page...)
	p.work = append(p.work, func() {
		source := english(files[p.locales.English().Index])
		check := catalog.NewUpToDateCheck(source)
		for _, f := range page {
			f.next, f.english = source, source
			if f.tag == "en" {
				continue
			}
			if ok, _ := check.UpToDate(f.before); ok {
				f.next = f.old
			} else {
				f.next = catalog.SyncLocale(source, f.old, p.categories[f.tag])
			}
		}
		if p.upToDate != nil {
			clear(files)
			for _, f := range page {
				f.old = nil
			}
		}
	})
}

func (p *plan) layOut() {
	parallel.Do(len(p.work), func(i int) { p.work[i]() })
	p.work = nil
}

// finish puts earlier translations above what is to be translated, and returns what is to be written and removed. The error is a [FaultsError]
// where a catalog would become too large.
func (w *Workspace) finish(p *plan) (Changes, error) {
	p.suggest()
	c := p.changes()
	return c, w.checkSizes(c.Writes)
}

// find returns the catalog of a page in a locale, nil where there is none.
func (p *plan) find(tag, slug string) *plannedCatalog { return p.index[corpus.CatalogPath(tag, slug)] }

// suggest puts earlier translations above what is to be translated.
func (p *plan) suggest() {
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
		f.next = memory.Suggest(f.tag, f.next)
	}
}

// changes returns what is to be written, and the catalogs to be removed: those of pages that are gone, with nothing in them.
func (p *plan) changes() (c Changes) {
	for _, f := range p.files {
		if f.gone && len(bytes.TrimSpace(f.next.Bytes())) == 0 {
			c.Removals = append(c.Removals, store.Write{Path: f.path, Old: f.before})
		} else if f.before == nil || !bytes.Equal(f.before, f.next.Bytes()) {
			c.Writes = append(c.Writes, store.Write{Path: f.path, Old: f.before, New: f.next.Bytes()})
		}
	}
	return c
}
