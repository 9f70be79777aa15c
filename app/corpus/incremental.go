package corpus

import (
	"bytes"
	"io/fs"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// maxIncremental is the largest number of changed catalogs that are read incrementally.
const maxIncremental = 64

// readIncrementally reads changes of catalogs that were there before, of pages and in other languages than English. That is what happens
// when a translator saves, and it takes no longer on a large site than on a small one. It returns nil for all other changes.
func (r *Reader) readIncrementally(c Changes) *Corpus {
	if r.lastCorpus == nil || r.PseudoLocales || c.Content == nil || len(c.Content) > 0 || c.Locales == nil || len(c.Locales) > maxIncremental {
		return nil
	}
	changed := c.Locales
	for _, p := range changed {
		if page, _ := r.pageOf(p); page == nil || r.locales.files[p] == nil {
			return nil
		}
	}
	if r.locales.update(changed); len(r.locales.away) > 0 {
		return nil
	}
	r.settle()
	s := *r.lastCorpus
	s.Pages = slices.Clone(s.Pages)
	s.Faults = slices.Clone(s.Faults)
	for _, p := range changed {
		f := r.locales.files[p]
		if f == nil {
			return nil // it is gone; what else was read is kept in the tree
		}
		page, l := r.pageOf(p)
		s.Faults = slices.DeleteFunc(s.Faults, func(fault *store.Fault) bool { return fault.File == f.name })
		next := &Page{Original: page.Original, catalogs: slices.Clone(page.catalogs), ledgers: page.ledgers}
		next.catalogs[l.Index] = r.locales.loader.resolve(&s, f, r.locales.files[CatalogPath("en", page.Slug)])
		next.addEditions(r, page)
		s.Faults = append(s.Faults, f.faults...)
		if page == s.Site {
			s.Site = next
		} else {
			s.Pages[slices.Index(s.Pages, page)] = next
		}
		r.pages[page.Slug] = next
	}
	r.lastCorpus = &s
	return &s
}

// onlyChanged takes those files of the locales out of changes that hold what they did when they were last read: the watch tells once more of what the program itself
// has saved and read. Files that are no catalog, ledger or table are no part of a corpus. none is whether files were named, and none has changed.
func (r *Reader) onlyChanged(c Changes) (only Changes, none bool) {
	if r.lastCorpus == nil || c.Content == nil || len(c.Locales) == 0 {
		return c, false
	}
	only = Changes{Content: c.Content, Locales: slices.DeleteFunc(slices.Clone(c.Locales), func(p string) bool {
		switch f := r.locales.files[p]; {
		case p == TableName:
			return !r.table.differs(r.locales.tree, p)
		case p == GlossaryName:
			return !r.glossary.differs(r.locales.tree, p)
		case f != nil:
			return !f.differs(r.locales.tree, p)
		default:
			return !r.locales.takes(p) || r.locales.isMissing(p)
		}
	})}
	return only, len(only.Content)+len(only.Locales) == 0
}

// differs reports whether a file holds, or may hold, something else than when it was read. A catalog that is parsed on demand may have been read since, but for those
// that were saved; their version alone says nothing of two writes in one tick of the clock.
func (f *file) differs(tree store.Tree, p string) bool {
	was := f.data
	if own := f.stored; own != nil {
		info, err := fs.Stat(tree, p)
		if err != nil || !own.saved || !own.version.Known() || own.version != store.VersionOf(info) {
			return true
		}
		was = own.bytes()
	}
	data, err := store.ReadFile(tree, p)
	return err != nil || was == nil || !bytes.Equal(data, was)
}

// pageOf returns the page and the locale that a catalog belongs to, and nil for every other file and for English.
func (r *Reader) pageOf(p string) (*Page, *locale.Locale) {
	tag, slug, ok := ParseCatalogPath(p)
	if !ok || tag == "en" || slug == catalog.InterfaceSlug {
		return nil, nil
	}
	l, ok := r.table.value.Find(tag)
	if !ok || l.Tag != tag || r.pages[slug] == nil {
		return nil, nil
	}
	return r.pages[slug], l
}
