package corpus

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// Page is one page with the catalogs of all its locales. It never changes.
type Page struct {
	*Original
	catalogs []*file    // by [locale.Locale.Index], English among them, and nil if there is none
	ledgers  []*file    // by [locale.Locale.Index], and nil if there is none
	editions []*Edition // by [locale.Locale.Index]
	offered  lazy.Value[locale.Set]
}

// Original is the English of a page with what follows from it. All editions share the same one for as long as it does not change.
type Original struct {
	*segment.Page
	Keys []string // by segment; "" where it is not to be translated

	hashes []string      // by segment
	words  []int         // by segment
	total  int           // of words
	table  *locale.Table // what indexes of locales belong to
	pseudo locale.Set    // pseudo-locales: their drafts are published on critical pages too
}

// original returns the English of a page that has its catalogs: that of before, which may be nil, if nothing has changed.
func (p *Page) original(before *Page) *Original {
	var known []segment.KnownKey
	if english := p.Catalog(p.table.English().Index); english != nil {
		known = catalog.RememberedKeys(english)
	}
	s := &Original{Page: p.Page, Keys: p.Page.Keys(known), table: p.table, pseudo: p.pseudo}
	if before.like(s) && slices.Equal(before.Keys, s.Keys) {
		return before.Original
	}
	s.hashes = make([]string, len(s.Segments))
	s.words = make([]int, len(s.Segments))
	for i, seg := range s.Segments {
		if seg.NoTranslate {
			continue
		}
		s.hashes[i] = catalog.Hash(catalog.Forms{Other: seg.Text})
		s.words[i] = segment.Words(seg.Text)
		s.total += s.words[i]
	}
	return s
}

// Catalog returns the page's catalog in the locale of an index, and nil if there is none.
func (p *Page) Catalog(index int) *catalog.File { return p.catalogs[index].load() }

// Catalogs returns the page's catalogs by [locale.Locale.Index], English among them, and nil for those that do not exist.
func (p *Page) Catalogs() []*catalog.File {
	list := make([]*catalog.File, len(p.catalogs))
	for i := range list {
		list[i] = p.Catalog(i)
	}
	return list
}

// catalogsIn returns the catalogs of some locales and of English as [Page.Catalogs] does, and nil for all others, which a large site would parse for nothing.
func (p *Page) catalogsIn(locales []*locale.Locale) []*catalog.File {
	list := make([]*catalog.File, len(p.catalogs))
	for _, l := range append(slices.Clip(locales), p.table.English()) {
		list[l.Index] = p.Catalog(l.Index)
	}
	return list
}

// TextsID identifies the texts of a page in a locale, with their English and the glossary: the rules find the same in two that are equal by ==.
type TextsID struct {
	original     *Original
	english, own *file
	glossary     *glossary.Glossary
}

// TextsID returns what identifies the texts of a page in a locale.
func (c *Corpus) TextsID(p *Page, l *locale.Locale) TextsID {
	return TextsID{p.Original, p.catalogs[p.table.English().Index], p.catalogs[l.Index], c.Glossary}
}

// PageFindings returns what the rules find in the texts of a page in a locale.
func (c *Corpus) PageFindings(p *Page, l *locale.Locale) []Finding {
	locales := []*locale.Locale{l}
	return findingsOf(p.catalogsIn(locales), locales, []check.Context{c.CheckContext(l)}, p.units(), c.Locales)[0]
}

// Edition returns what the readers of a locale get of the page.
func (p *Page) Edition(l *locale.Locale) *Edition { return p.editions[l.Index] }

// Publication returns what the readers of a locale get of the page.
func (p *Page) Publication(l *locale.Locale) *Publication { return p.Edition(l).Publication() }

// Summary returns a publication that has the title, the description and the counts alone.
func (p *Page) Summary(l *locale.Locale) *Publication { return p.Edition(l).Summary() }

// Offered returns the locales in which the page may be negotiated: English, and those that reach min_coverage, but no pseudo-locale.
func (p *Page) Offered() locale.Set {
	return p.offered.Get(func() (set locale.Set) {
		for i := range p.table.Locales {
			if l := &p.table.Locales[i]; !p.pseudo.Has(i) && p.Summary(l).Reaches(p.table.MinCoverage) {
				set.Add(i)
			}
		}
		return set
	})
}

// Anchor returns the id of a heading in its document: the one that the author gave it, else the section of its key. No edit and no translation
// changes it. It is "" if another heading was given the same.
func (s *Original) Anchor(i int) string {
	if id := s.Segments[i].ID; id != "" {
		return id
	}
	key := strings.TrimSuffix(s.Keys[i], ".heading")
	id := key[strings.LastIndexByte(key, '.')+1:]
	if s.HasID(id) {
		return ""
	}
	return id
}

// addCatalogs makes the pages of the corpus, each with the catalogs and ledgers of its locales, and lists the faults of files that belong to none.
func (c *Corpus) addCatalogs(r *Reader, pages []*segment.Page) {
	c.Interface = make([]*catalog.File, len(c.Locales.Locales))
	c.Orphans = map[string][]*catalog.File{}
	c.ledgers = make([]*file, len(c.Locales.Locales))
	files := r.locales.files
	english := files[CatalogPath("en", catalog.InterfaceSlug)]
	for _, l := range c.Locales.Locales {
		c.Interface[l.Index] = c.compare(files[CatalogPath(l.Tag, catalog.InterfaceSlug)], english).load()
		c.ledgers[l.Index] = files[LedgerPath(l.Tag)]
	}
	var fresh []*Page
	for _, page := range pages {
		p := c.newPage(page, r)
		if p.editions == nil {
			fresh = append(fresh, p)
		}
		if page.Site != nil {
			c.Site = p
		} else {
			c.Pages = append(c.Pages, p)
		}
	}
	parallel.Do(len(fresh), func(i int) {
		p, before := fresh[i], r.pages[fresh[i].Slug]
		p.Original = p.original(before)
		p.addEditions(r, before)
	})
	c.addOrphans(r)
}

// newPage returns a page with its catalogs, but without editions; if nothing has changed, the page of the reading before, which has them.
func (c *Corpus) newPage(page *segment.Page, r *Reader) *Page {
	p := &Page{
		Original: &Original{Page: page, table: c.Locales, pseudo: c.PseudoLocales},
		catalogs: make([]*file, len(c.Locales.Locales)),
		ledgers:  c.ledgers,
	}
	english := r.locales.files[CatalogPath("en", page.Slug)]
	for _, l := range c.Locales.Locales {
		p.catalogs[l.Index] = r.locales.loader.resolve(c, r.locales.files[CatalogPath(l.Tag, page.Slug)], english)
	}
	before := r.pages[page.Slug]
	if before.like(p.Original) && slices.Equal(before.catalogs, p.catalogs) && slices.Equal(before.ledgers, p.ledgers) {
		return before
	}
	return p
}

// like reports whether the page, which may be nil, is made of the same Markdown and locales, apart from its keys.
func (p *Page) like(s *Original) bool {
	return p != nil && p.Page == s.Page && p.table == s.table && p.pseudo == s.pseudo
}
