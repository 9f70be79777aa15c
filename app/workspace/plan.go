package workspace

import (
	"maps"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// plan is every catalog as it is and as it is to be, before anything is written.
type plan struct {
	recorded   bool // in a history
	locales    *locale.Table
	leftOut    func(path, slug string) bool
	signOff    func(l *locale.Locale, key, source string, text catalog.Forms) *catalog.SignOff
	upToDate   *upToDate           // catalogs to leave as they are; nil for none
	categories map[string][]string // plural categories by tag
	files      []*plannedCatalog
	index      map[string]*plannedCatalog // by path
	work       []func()                   // that layOut has yet to do
	carried    []Carried
	renamed    map[string]Renamed // by the slug of today
	late       []Late
}

type plannedCatalog struct {
	path, tag, slug string
	old, next       *catalog.File // old is nil where there is none yet, and once sync has laid it out
	gone            bool          // the page is
	wasCritical     bool          // of the English one: the page was, when it was laid out before
	before          []byte        // the bytes of old; nil where there is none yet
	english         *catalog.File // as it is to be
	changed         []changedText // texts whose English has changed since this locale was laid out
	moves           moves
	from            string        // slug that the page had before it was renamed; "" where it was not
	renamedTexts    []renamedText // translations that go with it
	made            []madeEdit    // what laying it out changed, where that is recorded, and the edits since
	renamed         bool          // the page is gone, and has another name
	savedFor        string        // slug of today, of a catalog that somebody saved after its page was renamed
	late            *catalog.File // which that is, under its keys of today
}

// plan lays the catalogs out as sync does, suggestions excepted.
func (w *Workspace) plan() *plan {
	p := newPlan(w.corpus, w.upToDate)
	p.recorded = w.journal != nil
	if w.upToDate != nil { // where everything changes, there is no room for all that was before
		w.corpus = &corpus.Corpus{Locales: w.corpus.Locales, Faults: w.corpus.Faults}
	}
	p.layOut()
	return p
}

// newPlan returns the plan of what the pages and catalogs call for, to be laid out. Catalogs that are up to date are not in it.
func newPlan(src *corpus.Corpus, upToDate *upToDate) *plan {
	p := &plan{locales: src.Locales, leftOut: src.LeftOut, signOff: src.SignOff, upToDate: upToDate, categories: map[string][]string{}, index: map[string]*plannedCatalog{}, renamed: map[string]Renamed{}}
	for _, l := range p.locales.Locales {
		p.categories[l.Tag] = catalog.Categories(l.Tag)
	}
	p.findRenamed(src)
	gone := maps.Clone(src.Orphans)
	renamed := map[string]*corpus.Page{} // by the slug before
	for _, page := range src.Sources() {
		r, ok := p.renamed[page.Slug]
		if !ok {
			p.add(page.Slug, page.Catalogs(), syncEnglish(page.Page), false)
			continue
		}
		p.addRenamed(page, src.Orphans[r.From])
		renamed[r.From], gone[r.From] = page, src.Orphans[r.From]
	}
	p.add(catalog.InterfaceSlug, src.Interface, catalog.SyncInterface, false)
	for _, slug := range slices.Sorted(maps.Keys(gone)) {
		p.addGone(slug, gone[slug], renamed[slug], src.Aliases[slug])
	}
	return p
}

func syncEnglish(page *segment.Page) func(*catalog.File) *catalog.File {
	return func(old *catalog.File) *catalog.File { return catalog.SyncEnglish(page, old) }
}

// add adds the English catalog of one page, which english lays out, and those of its locales; of a page that is gone, those alone that there are.
func (p *plan) add(slug string, files []*catalog.File, english func(old *catalog.File) *catalog.File, gone bool) {
	var page []*plannedCatalog
	for _, l := range p.locales.Locales {
		path := corpus.CatalogPath(l.Tag, slug)
		if old := files[l.Index]; (old != nil || !gone) && !p.upToDate.has(path) && !p.leftOut(path, slug) {
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
				f.wasCritical = f.old != nil && f.old.Critical()
				continue
			}
			if ok, _ := check.UpToDate(f.before); ok {
				f.next = f.old
			} else {
				f.next = catalog.SyncLocale(source, f.old, p.categories[f.tag])
				f.changed = p.changedTexts(f)
				if p.recorded {
					f.made = relaid(f)
				}
				f.moves = movesOf(f)
				f.renamedTexts = p.renamedTexts(f)
				if f.savedFor != "" {
					f.late, _ = f.old.RenamePage(f.path, f.slug, f.savedFor, nil)
				}
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
	p.keepLate()
	p.carry()
}

// find returns the catalog of a page in a locale, nil where there is none.
func (p *plan) find(tag, slug string) *plannedCatalog { return p.index[corpus.CatalogPath(tag, slug)] }
