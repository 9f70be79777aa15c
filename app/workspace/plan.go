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

// Plan is every catalog as it stands and as it is to stand, before anything is written.
type Plan struct {
	src        *corpus.Corpus
	settled    *upToDate           // catalogs to leave as they are; nil for none
	Categories map[string][]string // by tag
	Files      []*PlannedCatalog
	index      map[string]*PlannedCatalog // by path
	work       []func()                   // that layOut has yet to do
}

// PlannedCatalog is one catalog.
type PlannedCatalog struct {
	Path, Tag, Slug string
	Old, Next       *catalog.File // old is nil where there is none yet, and once it was laid out by sync
	gone            bool          // the page is
	Before          []byte        // the bytes of old; nil where there is none yet
	English         *catalog.File // as it is to stand
}

// LayOut plans what the pages and catalogs call for, suggestions excepted. Of settled catalogs there is nothing to plan.
func LayOut(src *corpus.Corpus, settled *upToDate) *Plan {
	p := &Plan{src: src, settled: settled, Categories: map[string][]string{}, index: map[string]*PlannedCatalog{}}
	for _, l := range src.Locales.Locales {
		p.Categories[l.Tag] = catalog.Categories(l.Tag)
	}
	en := src.Locales.English().Index
	for _, page := range src.Pages {
		p.lay(page.Slug, func() *catalog.File { return catalog.SyncEnglish(page.Page, page.Catalogs[en]) }, page.Catalogs, true)
	}
	p.lay(catalog.InterfaceSlug, func() *catalog.File { return catalog.SyncInterface(src.Interface[en]) }, src.Interface, true)
	p.retire()
	parallel.Do(len(p.work), func(i int) { p.work[i]() })
	p.work = nil
	return p
}

// lay plans the English catalog of one page and those of its locales; where not all, of those alone that have one.
func (p *Plan) lay(slug string, english func() *catalog.File, files []*catalog.File, all bool) {
	var page []*PlannedCatalog
	for _, l := range p.src.Locales.Locales {
		path := corpus.CatalogPath(l.Tag, slug)
		if old := files[l.Index]; (old != nil || all) && !p.settled.has(path) {
			f := &PlannedCatalog{Path: path, Tag: l.Tag, Slug: slug, Old: old, gone: !all}
			if old != nil {
				f.Before = old.Bytes()
			}
			page = append(page, f)
		}
	}
	if len(page) == 0 {
		return
	}
	for _, f := range page {
		p.index[f.Path] = f
	}
	p.Files = append(p.Files, page...)
	p.work = append(p.work, func() {
		source := english()
		check := catalog.NewUpToDateCheck(source)
		for _, f := range page {
			f.Next, f.English = source, source
			if f.Tag == "en" {
				continue
			}
			if f.Next = f.Old; !f.upToDate(check) {
				f.Next = catalog.SyncLocale(source, f.Old, p.Categories[f.Tag])
			}
		}
		if p.settled == nil {
			return
		}
		clear(files) // where everything changes, there is no room for all that was before
		for _, f := range page {
			f.Old = nil
		}
	})
}

// upToDate reports whether there is nothing to lay out in a catalog.
func (f *PlannedCatalog) upToDate(c *catalog.UpToDateCheck) bool {
	if f.Old == nil {
		return false
	}
	ok, _ := c.UpToDate(f.Old.Bytes())
	return ok
}

// retire plans the catalogs of pages that are gone: every entry is kept, out of use.
func (p *Plan) retire() {
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

// Find gives the catalog of a page in a locale.
func (p *Plan) Find(tag, slug string) *PlannedCatalog { return p.index[corpus.CatalogPath(tag, slug)] }

// Recall shows earlier translations where something is to be translated.
func (p *Plan) Recall() {
	r := catalog.NewMemory()
	if p.settled != nil {
		for _, u := range p.settled.pages {
			r.AddLazy(u)
		}
	}
	for _, f := range p.Files {
		if f.Tag != "en" {
			r.Add(f.Tag, f.Next)
		}
	}
	for _, f := range p.Files {
		if f.Tag != "en" {
			f.Next = r.Suggest(f.Tag, f.Next)
		}
	}
}

// Spent gives the catalogs of pages that are gone in which nothing stands and nothing is to stand.
func (p *Plan) Spent() (files []*PlannedCatalog) {
	for _, f := range p.Files {
		if f.spent() {
			files = append(files, f)
		}
	}
	return files
}

func (f *PlannedCatalog) spent() bool { return f.gone && len(bytes.TrimSpace(f.Next.Bytes())) == 0 }

// Writes gives what differs from what stands.
func (p *Plan) Writes() []store.Write {
	var writes []store.Write
	for _, f := range p.Files {
		if f.spent() {
			continue
		}
		if f.Before == nil || !bytes.Equal(f.Before, f.Next.Bytes()) {
			writes = append(writes, store.Write{Path: f.Path, Old: f.Before, New: f.Next.Bytes()})
		}
	}
	return writes
}
