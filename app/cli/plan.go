package cli

import (
	"bytes"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// plan is every catalog as it stands and as it is to stand, before anything is written.
type plan struct {
	src        *site.Sources
	categories map[string][]string // by tag
	files      []*planned
	index      map[string]*planned // by path
}

// planned is one catalog.
type planned struct {
	path, tag, slug string
	old, next       *catalog.File // old is nil where there is none yet
	english         *catalog.File // as it is to stand
}

// layOut plans what the pages and catalogs call for, suggestions excepted.
func layOut(src *site.Sources) *plan {
	p := &plan{src: src, categories: map[string][]string{}, index: map[string]*planned{}}
	for _, l := range src.Locales.Locales {
		p.categories[l.Tag] = catalog.Categories(l.Tag)
	}
	en := src.Locales.English().Index
	for _, page := range src.Pages {
		p.lay(page.Slug, catalog.SyncEnglish(page.Page, page.Catalogs[en]), page.Catalogs, true)
	}
	p.lay("ui", catalog.SyncInterface(src.Interface[en]), src.Interface, true)
	p.retire()
	return p
}

// lay plans the English catalog of one page and those of its locales; where not all, of those alone that have one.
func (p *plan) lay(slug string, english *catalog.File, files []*catalog.File, all bool) {
	for _, l := range p.src.Locales.Locales {
		old, next := files[l.Index], english
		if old == nil && !all {
			continue
		}
		if l.Tag != "en" {
			next = catalog.SyncLocale(english, old, p.categories[l.Tag])
		}
		f := &planned{path: site.CatalogPath(l.Tag, slug), tag: l.Tag, slug: slug, old: old, next: next, english: english}
		p.files = append(p.files, f)
		p.index[f.path] = f
	}
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
		english := catalog.SyncEnglish(&segment.Page{Slug: slug}, files[p.src.Locales.English().Index])
		p.lay(slug, english, files, false)
	}
}

// find gives the catalog of a page in a locale.
func (p *plan) find(tag, slug string) *planned { return p.index[site.CatalogPath(tag, slug)] }

// recall shows earlier translations where something is to be translated.
func (p *plan) recall() {
	r := catalog.NewRecall()
	for _, f := range p.files {
		if f.tag != "en" {
			r.Learn(f.tag, f.next)
		}
	}
	for _, f := range p.files {
		if f.tag != "en" {
			f.next = r.Suggest(f.tag, f.next)
		}
	}
}

// writes gives what differs from what stands.
func (p *plan) writes() []store.Write {
	var writes []store.Write
	for _, f := range p.files {
		var before []byte
		if f.old != nil {
			before = f.old.Bytes()
		}
		if f.old == nil || !bytes.Equal(before, f.next.Bytes()) {
			writes = append(writes, store.Write{Path: f.path, Old: before, New: f.next.Bytes()})
		}
	}
	return writes
}
