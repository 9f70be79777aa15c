package corpus

import (
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// patchMost is how many changed catalogs are taken in one by one.
const patchMost = 64

// patch takes in changes that touch nothing but catalogs that were there before, of pages and in other languages than English: it is
// what happens when a translator saves, and takes no longer on a large site than on a small one. It gives nil for all other changes.
func (r *Reader) patch(c Changes) *Corpus {
	if r.last == nil || r.pseudo != nil || c.Content == nil || len(c.Content) > 0 || c.Locales == nil || len(c.Locales) > patchMost {
		return nil
	}
	// Editors write beside a file before they put it in its place; what lies in a locale's folder and is no file of ours says nothing.
	changed := slices.DeleteFunc(slices.Clone(c.Locales), func(p string) bool { return path.Dir(p) != "." && !r.locales.takes(p) })
	for _, p := range changed {
		if page, _ := r.owner(p); page == nil || r.locales.files[p] == nil {
			return nil
		}
	}
	faults := r.locales.update(changed)
	s := *r.last
	s.Pages = slices.Clone(s.Pages)
	s.Faults = append(faults, s.Faults...)
	for _, p := range changed {
		f := r.locales.files[p]
		if f == nil {
			return nil // it is gone, and whatever else was read stands on the shelf
		}
		page, l := r.owner(p)
		s.Faults = slices.DeleteFunc(s.Faults, func(fault *store.Fault) bool { return fault.File == f.name })
		next := page.with(&s, l, f, r.locales.files[CatalogPath("en", page.Slug)])
		s.Faults = append(append(s.Faults, f.faults...), f.misfits...)
		s.Pages[slices.Index(s.Pages, page)] = next
		r.pages[page.Slug] = next
	}
	r.last = &s
	return &s
}

// owner gives the page and the locale that a catalog belongs to; nil for every other file and for English.
func (r *Reader) owner(p string) (*Page, *locale.Locale) {
	tag, rest, _ := strings.Cut(p, "/")
	slug, ok := strings.CutSuffix(rest, "."+tag+".toml")
	if !ok || tag == "en" || slug == catalog.InterfaceSlug {
		return nil, nil
	}
	l, ok := r.table.Find(tag)
	if !ok || l.Tag != tag || r.pages[slug] == nil {
		return nil, nil
	}
	return r.pages[slug], l
}

// with gives the page with another catalog in one locale.
func (p *Page) with(s *Corpus, l *locale.Locale, f, english *file) *Page {
	next := *p
	next.offered = &lazy.Value[locale.Set]{}
	if p.files != nil {
		next.files = slices.Clone(p.files)
		next.files[l.Index] = f.stand(english)
		next.summaries = make([]atomic.Pointer[Publication], len(p.files))
	} else {
		next.Catalogs = slices.Clone(p.Catalogs)
		next.Catalogs[l.Index] = s.use(f, english, p.Page)
		next.publications = make([]*lazy.Value[*Publication], len(p.Catalogs))
		for i := range next.publications {
			next.publications[i] = &lazy.Value[*Publication]{}
		}
	}
	next.inherit(p)
	return &next
}

// inherit takes from the page of the reading before what was found out about the locales that nothing changed for.
func (p *Page) inherit(before *Page) {
	if before == nil || before.table != p.table || (before.files == nil) != (p.files == nil) {
		return
	}
	for i := range p.Catalogs {
		if !p.Same(before, i) {
			continue
		}
		if p.files != nil {
			p.summaries[i].Store(before.summaries[i].Load())
		} else {
			p.publications[i] = before.publications[i]
		}
	}
}

// says that a locale's readers get the same of this page as of the one before it.
func (p *Page) Same(before *Page, i int) bool {
	if p == before {
		return true
	}
	if p.Page != before.Page || p.table != before.table || p.pseudo != before.pseudo || !slices.Equal(p.Keys, before.Keys) {
		return false
	}
	for _, l := range p.chains[i] {
		i := l.Index
		if p.Catalogs[i] != before.Catalogs[i] || p.files != nil && (before.files == nil || p.files[i] != before.files[i]) {
			return false
		}
		if p.records[i] != before.records[i] && !p.signedAlike(before, i) {
			return false
		}
	}
	return true
}

// signedAlike says that a new ledger says of this page what the one before said.
func (p *Page) signedAlike(before *Page, i int) bool {
	for _, k := range p.Keys {
		if !slices.EqualFunc(p.ledgers[i][k], before.ledgers[i][k], func(a, b catalog.SignOff) bool { return a == b }) {
			return false
		}
	}
	return true
}
