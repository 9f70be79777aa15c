package corpus

import (
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// compare returns the file whose catalog is served for f, nil if it has none, and lists the faults of texts that do not agree with the English: each
// costs its text alone (law 9).
func (c *Corpus) compare(f, english *file) *file {
	if f == nil || f.catalog == nil {
		return nil
	}
	if f.valid.load() != f.catalog {
		faults := f.mismatchesOf(f.catalog, english)
		c.Faults = append(c.Faults, faults...)
		if len(faults) == 0 {
			f.valid = f
		}
	}
	return f
}

// mismatchesOf returns what is wrong with the file's catalog beside its English, apart from what its parser found. Either may be nil.
func (f *file) mismatchesOf(own *catalog.File, english *file) store.Faults {
	switch e := english.load(); {
	case own == nil:
		return nil
	case f == english:
		return own.CheckEnglish()
	case e != nil:
		return append(own.CheckPlaceholders(e), f.blockFaults...)
	}
	return f.blockFaults
}

// notInline returns a fault for each of the translations that readers get in English: those that would change the blocks of the page they stand
// in, lead elsewhere, or name other telephone numbers. f is nil if it cannot be read.
func notInline(f *catalog.File) (faults store.Faults) {
	if f == nil {
		return nil
	}
	refuse := func(m catalog.Message, why string) {
		line, col := m.Position("other")
		faults = append(faults, &store.Fault{File: f.Name(), Line: line, Col: col, Msg: m.Key + ": " + why})
	}
	parts := strings.Split(f.Name(), ".")
	in := check.Context{Tag: parts[max(0, len(parts)-2)]}
	for _, m := range f.Messages() {
		source, text := m.Source.Other, m.Forms.Other
		if text == "" {
			continue
		}
		if !strings.HasPrefix(m.Key, segment.SiteSlug+".") && !segment.IsInlineLike(source, text) { // the texts of site.toml are plain
			if _, err := segment.InlineLike(source, text); err != nil {
				refuse(m, err.Error()+catalog.EscapedLine("other", source, text))
				continue
			}
		}
		if source != "" && !check.SamePhones(source, text, in) {
			refuse(m, "the telephone numbers are not those of the English")
		}
	}
	return faults
}

// addOrphans lists the faults of all files of the locales tree and those that belong nowhere, and keeps the catalogs of pages that are gone.
func (c *Corpus) addOrphans(r *Reader) {
	slugs := maps.Clone(c.unreadable)
	slugs[catalog.InterfaceSlug] = true
	if site := r.content.files[segment.SiteFile]; site != nil && site.page == nil { // nobody knows which texts it has
		slugs[segment.SiteSlug] = true
	}
	for _, p := range c.Sources() {
		slugs[p.Slug] = true
	}
	ofPage := func(slug string) bool { // or of one that may be in a folder that cannot be read
		return slugs[slug] || c.below(r.content.tree.Path(slug))
	}
	for _, p := range slices.Sorted(maps.Keys(r.locales.files)) {
		f := r.locales.files[p]
		c.Faults = append(c.Faults, f.faults...)
		refuse := func(format string, args ...any) {
			c.Faults = append(c.Faults, store.At(f.name, nil, 0, format, args...))
		}
		tag, slug, isCatalog := ParseCatalogPath(p)
		l, served := c.Locales.Find(tag)
		switch {
		case !served && len(r.table.faults) > 0: // it may be one of those with a fault
		case !served:
			refuse("%q is not in %s: add the locale there, or remove the folder", tag, TableName)
		case l.Tag != tag:
			refuse("the folder %q must be spelled %q, as in %s", tag, l.Tag, TableName)
		case p == LedgerPath(tag) || isCatalog && ofPage(slug):
		case path.Base(p) == ledgerName:
			refuse("the ledger of a locale stands at %s", LedgerPath(tag))
		case !isCatalog || !isPossibleSlug(slug): // a copy that a program for keeping folders alike has made, say
			refuse("a catalog of %s is named <page>.%s.toml", tag, tag)
		case f.catalog != nil:
			if c.Orphans[slug] == nil {
				c.Orphans[slug] = make([]*catalog.File, len(c.Locales.Locales))
			}
			c.Orphans[slug][l.Index] = f.catalog
		}
	}
}

// isPossibleSlug reports whether a page could have the slug, or site.toml has it.
func isPossibleSlug(slug string) bool {
	_, err := segment.SlugOf(slug + ".md")
	return err == nil || slug == segment.SiteSlug
}

// below reports whether a file, as a person names it, is in a folder that cannot be read.
func (c *Corpus) below(file string) bool {
	return slices.ContainsFunc(c.Faults, func(f *store.Fault) bool {
		rest, ok := strings.CutPrefix(file, f.File)
		return ok && strings.HasPrefix(rest, "/")
	})
}

// LeftOut reports whether a catalog of that path, whether there is one or not, is of a page or in a folder that cannot be read.
func (c *Corpus) LeftOut(path, slug string) bool {
	return c.unreadable[slug] || c.below(c.CatalogTree.Path(path))
}

// Validator finds the faults of catalogs that nobody has asked for yet, and keeps them. It may go on with a newer corpus.
type Validator map[*file]store.Faults

// Validate validates the catalogs that are not validated yet, and makes the summaries of all editions. It stops and returns false when keep
// returns false. After each page it calls rest with the time it took.
func (v Validator) Validate(s *Corpus, keep func() bool, rest func(took time.Duration)) bool {
	en := s.Locales.English().Index
	for _, p := range s.Sources() {
		start := time.Now()
		for i, f := range p.catalogs {
			if !keep() {
				return false
			}
			if _, seen := v[f]; !seen && f != nil && f.stored != nil && !f.stored.saved && !f.stored.validated {
				v[f] = f.validate(p.catalogs[en])
			}
			p.Summary(&s.Locales.Locales[i])
		}
		rest(time.Since(start))
	}
	return true
}

// Adopt takes over the faults that were found, for the next reading, and returns how many there are.
func (r *Reader) Adopt(v Validator) (faults int) {
	for f, list := range v {
		f.faults, f.stored.validated = list, true
		if len(list) > 0 {
			r.locales.faulty[f.stored.path] = true
		}
		faults += len(list)
	}
	if faults > 0 {
		r.lastCorpus = nil // it does not list them
	}
	return faults
}

// validate returns every fault of a catalog, and changes nothing in its file.
func (f *file) validate(english *file) store.Faults {
	own, err := f.stored.load()
	f.stored.pack()
	faults := append(faultsOf(f.name, err), f.mismatchesOf(own, english)...)
	if f == english {
		return faults
	}
	return append(faults, notInline(own)...) // [file.blockFaults] is for catalogs that were saved since the start
}

// Place returns the locale and the page that the file of a fault belongs to: English for a page itself, the interface as "ui". Both are empty for
// the table and the glossary; the page alone is for a ledger or a folder.
func (c *Corpus) Place(f *store.Fault) (tag, slug string) {
	page, ok := strings.CutPrefix(f.File, c.ContentTree.Path("")+"/")
	if ok && page == segment.SiteFile {
		return "en", segment.SiteSlug
	}
	if slug, isPage := PageSlug(page); ok && isPage {
		return "en", slug
	} else if ok || f.File == c.ContentTree.Path("") {
		return "en", ""
	}
	rest, ok := strings.CutPrefix(f.File, c.CatalogTree.Path("")+"/")
	if !ok || path.Dir(rest) == "." && path.Ext(rest) != "" {
		return "", ""
	}
	if tag, slug, ok = ParseCatalogPath(rest); !ok {
		slug = ""
	}
	return tag, slug
}
