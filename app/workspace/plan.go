package workspace

import (
	"bytes"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// plan is every catalog as it stands and as it is to stand, before anything is written.
type plan struct {
	src        *corpus.Corpus
	upToDate   *upToDate           // catalogs to leave as they are; nil for none
	categories map[string][]string // by tag
	files      []*plannedCatalog
	index      map[string]*plannedCatalog // by path
	work       []func()                   // that layOut has yet to do
}

// plannedCatalog is one catalog.
type plannedCatalog struct {
	path, tag, slug string
	old, next       *catalog.File // old is nil where there is none yet, and once it was laid out by sync
	gone            bool          // the page is
	before          []byte        // the bytes of old; nil where there is none yet
	english         *catalog.File // as it is to stand
}

// layOut plans what the pages and catalogs call for, suggestions excepted. Of settled catalogs there is nothing to plan.
func layOut(src *corpus.Corpus, upToDate *upToDate) *plan {
	p := &plan{src: src, upToDate: upToDate, categories: map[string][]string{}, index: map[string]*plannedCatalog{}}
	for _, l := range src.Locales.Locales {
		p.categories[l.Tag] = catalog.Categories(l.Tag)
	}
	en := src.Locales.English().Index
	for _, page := range src.Pages {
		p.lay(page.Slug, func() *catalog.File { return catalog.SyncEnglish(page.Page, page.Catalog(en)) }, page.Catalogs(), true)
	}
	p.lay(catalog.InterfaceSlug, func() *catalog.File { return catalog.SyncInterface(src.Interface[en]) }, src.Interface, true)
	p.retire()
	parallel.Do(len(p.work), func(i int) { p.work[i]() })
	p.work = nil
	return p
}

// lay plans the English catalog of one page and those of its locales; where not all, of those alone that have one.
func (p *plan) lay(slug string, english func() *catalog.File, files []*catalog.File, all bool) {
	var page []*plannedCatalog
	for _, l := range p.src.Locales.Locales {
		path := corpus.CatalogPath(l.Tag, slug)
		if old := files[l.Index]; (old != nil || all) && !p.upToDate.has(path) {
			f := &plannedCatalog{path: path, tag: l.Tag, slug: slug, old: old, gone: !all}
			if old != nil {
				f.before = old.Bytes()
			}
			page = append(page, f)
		}
	}
	if len(page) == 0 {
		return
	}
	for _, f := range page {
		p.index[f.path] = f
	}
	p.files = append(p.files, page...)
	p.work = append(p.work, func() {
		source := english()
		check := catalog.NewUpToDateCheck(source)
		for _, f := range page {
			f.next, f.english = source, source
			if f.tag == "en" {
				continue
			}
			if f.next = f.old; !f.upToDate(check) {
				f.next = catalog.SyncLocale(source, f.old, p.categories[f.tag])
			}
		}
		if p.upToDate == nil {
			return
		}
		clear(files) // where everything changes, there is no room for all that was before
		for _, f := range page {
			f.old = nil
		}
	})
}

// upToDate reports whether there is nothing to lay out in a catalog.
func (f *plannedCatalog) upToDate(c *catalog.UpToDateCheck) bool {
	if f.old == nil {
		return false
	}
	ok, _ := c.UpToDate(f.old.Bytes())
	return ok
}

// retire plans the catalogs of pages that are gone: every entry is kept, out of use.
func (p *plan) retire() {
	slugs := make([]string, 0, len(p.src.Orphans))
	for slug := range p.src.Orphans {
		slugs = append(slugs, slug)
	}
	slices.Sort(slugs)
	for _, slug := range slugs {
		files := p.src.Orphans[slug]
		english := files[p.src.Locales.English().Index]
		p.lay(slug, func() *catalog.File { return catalog.SyncEnglish(&segment.Page{Slug: slug}, english) }, files, false)
	}
}

// find gives the catalog of a page in a locale.
func (p *plan) find(tag, slug string) *plannedCatalog { return p.index[corpus.CatalogPath(tag, slug)] }

// suggest shows earlier translations where something is to be translated.
func (p *plan) suggest() {
	r := catalog.NewMemory()
	if p.upToDate != nil {
		for _, u := range p.upToDate.pages {
			r.AddLazy(u)
		}
	}
	for _, f := range p.files {
		if f.tag != "en" {
			r.Add(f.tag, f.next)
		}
	}
	for _, f := range p.files {
		if f.tag != "en" {
			f.next = r.Suggest(f.tag, f.next)
		}
	}
}

// spent gives the catalogs of pages that are gone in which nothing stands and nothing is to stand.
func (p *plan) spent() (files []*plannedCatalog) {
	for _, f := range p.files {
		if f.spent() {
			files = append(files, f)
		}
	}
	return files
}

func (f *plannedCatalog) spent() bool { return f.gone && len(bytes.TrimSpace(f.next.Bytes())) == 0 }

// writes gives what differs from what stands.
func (p *plan) writes() []store.Write {
	var writes []store.Write
	for _, f := range p.files {
		if f.spent() {
			continue
		}
		if f.before == nil || !bytes.Equal(f.before, f.next.Bytes()) {
			writes = append(writes, store.Write{Path: f.path, Old: f.before, New: f.next.Bytes()})
		}
	}
	return writes
}
