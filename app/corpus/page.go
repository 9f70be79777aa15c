package corpus

import (
	"fmt"
	"path"
	"strings"
	"sync/atomic"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// addCatalogs gives every page the catalogs and ledgers of its locales, and faults those that belong to nobody.
func (s *Corpus) addCatalogs(r *Reader) {
	s.Interface = make([]*catalog.File, len(s.Locales.Locales))
	s.Orphans = map[string][]*catalog.File{}
	s.records = make([]*file, len(s.Locales.Locales))
	files := r.locales.files
	claimed := make(map[string]bool, len(files))
	english := files[CatalogPath("en", catalog.InterfaceSlug)]
	for _, l := range s.Locales.Locales {
		p := CatalogPath(l.Tag, catalog.InterfaceSlug)
		claimed[p], claimed[LedgerPath(l.Tag)] = true, true
		s.Interface[l.Index] = s.use(files[p], english, nil)
		s.records[l.Index] = files[LedgerPath(l.Tag)]
	}
	var raw []*Page
	for i, page := range s.Pages {
		if s.Pages[i] = s.equip(page, r, claimed); s.Pages[i] == page {
			raw = append(raw, page)
		}
	}
	parallel.Do(len(raw), func(i int) {
		raw[i].finish()
		raw[i].inherit(r.pages[raw[i].Slug])
	})
	for _, p := range r.locales.sorted() {
		f := files[p]
		s.Faults = append(append(s.Faults, f.faults...), f.misfits...)
		if claimed[p] {
			continue
		}
		if fault := s.misplaced(p, f.name); fault != nil {
			s.Faults = append(s.Faults, fault)
		} else if f.catalog != nil {
			s.addOrphan(p, f.catalog)
		}
	}
}

// addOrphan keeps the catalog of a page that is gone.
func (s *Corpus) addOrphan(p string, f *catalog.File) {
	tag, rest, _ := strings.Cut(p, "/")
	l, _ := s.Locales.Find(tag)
	slug := strings.TrimSuffix(rest, "."+tag+".toml")
	if s.Orphans[slug] == nil {
		s.Orphans[slug] = make([]*catalog.File, len(s.Locales.Locales))
	}
	s.Orphans[slug][l.Index] = f
}

// equip gives a page its catalogs. Where nothing changed it gives the page of the reading before, which is finished.
func (s *Corpus) equip(page *Page, r *Reader, claimed map[string]bool) *Page {
	count := len(s.Locales.Locales)
	page.Catalogs = make([]*catalog.File, count)
	page.records = make([]*file, count)
	english := r.locales.files[CatalogPath("en", page.Slug)]
	if r.locales.large != nil {
		page.files = make([]*file, count)
	}
	for i := range s.Locales.Locales {
		l := &s.Locales.Locales[i]
		p := CatalogPath(l.Tag, page.Slug)
		claimed[p] = true
		if page.files == nil {
			page.Catalogs[l.Index] = s.use(r.locales.files[p], english, page.Page)
		} else {
			page.files[l.Index] = r.locales.files[p].stand(english)
		}
		page.records[l.Index] = r.locales.files[LedgerPath(l.Tag)]
	}
	if before := r.pages[page.Slug]; before != nil && before.same(page) {
		return before
	}
	return page
}

// same says that two pages were made of the same files.
func (p *Page) same(q *Page) bool {
	if p.Page != q.Page || p.table != q.table || (p.files == nil) != (q.files == nil) {
		return false
	}
	for i := range p.Catalogs {
		if p.Catalogs[i] != q.Catalogs[i] || p.records[i] != q.records[i] {
			return false
		}
		if p.files != nil && p.files[i] != q.files[i] {
			return false
		}
	}
	return true
}

// finish computes what follows from the page and its English catalog.
func (p *Page) finish() {
	var memory []segment.KnownKey
	if english := p.catalogOf(p.table.English()); english != nil {
		memory = catalog.RememberedKeys(english)
	}
	p.Keys = p.Page.Keys(memory)
	p.hashes = make([]string, len(p.Segments))
	p.words = make([]int, len(p.Segments))
	p.inline = make([]bool, len(p.Segments))
	for i, seg := range p.Segments {
		p.inline[i] = segment.IsInline(seg.Text)
		if seg.NoTranslate {
			continue
		}
		p.hashes[i] = catalog.Hash(catalog.Forms{Other: seg.Text})
		p.words[i] = segment.Words(seg.Text)
		p.total += p.words[i]
	}
	p.ledgers = make([]ledger, len(p.records))
	for i, f := range p.records {
		if f != nil {
			p.ledgers[i] = f.ledger
		}
	}
	p.offered = &lazy.Value[locale.Set]{}
	if p.files != nil {
		p.summaries = make([]atomic.Pointer[Publication], len(p.files))
		return
	}
	p.publications = make([]*lazy.Value[*Publication], len(p.Catalogs))
	for i := range p.publications {
		p.publications[i] = &lazy.Value[*Publication]{}
	}
}

// catalogOf gives the page's catalog in a locale; nil where there is none.
func (p *Page) catalogOf(l *locale.Locale) *catalog.File {
	if p.files == nil {
		return p.Catalogs[l.Index]
	}
	f := p.files[l.Index]
	if f == nil {
		return nil
	}
	c, _ := f.volume.load() // its faults are told by the survey
	return c
}

// use gives the catalog of a file to be served: the one on disk if it fits the English, else the last that did. A file
// that is read for the first time and does not fit is used for what is sound in it.
func (s *Corpus) use(f, english *file, page *segment.Page) *catalog.File {
	if f == nil || f.catalog == nil {
		return nil
	}
	if f.used == f.catalog {
		return f.used
	}
	faults := misfits(f, english, page)
	s.Faults = append(s.Faults, faults...)
	if len(faults) == 0 {
		f.used = f.catalog
	}
	if f.used == nil {
		return f.catalog
	}
	return f.used
}

// misfits finds what is wrong with a catalog beside its English, which alone is sound. page is nil for the interface.
func misfits(f, english *file, page *segment.Page) (faults store.Faults) {
	switch {
	case f == english:
		return f.catalog.CheckEnglish()
	case english != nil && english.catalog != nil:
		faults = f.catalog.CheckPlaceholders(english.catalog)
	}
	if page != nil {
		faults = append(faults, f.blocks...)
	}
	return faults
}

// notInline finds the translations that would change the blocks of the page they stand in.
func notInline(f *file) store.Faults {
	var faults store.Faults
	for _, m := range f.catalog.Messages() {
		if m.Forms.Other == "" {
			continue
		}
		if segment.IsInline(m.Forms.Other) {
			continue
		}
		if _, err := segment.InlineLike(m.Source.Other, m.Forms.Other); err != nil {
			line, col := m.Position("other")
			faults = append(faults, &store.Fault{File: f.name, Line: line, Col: col, Msg: fmt.Sprintf("%s: %v", m.Key, err)})
		}
	}
	return faults
}

// misplaced says what is wrong with a file that no page of any locale asks for; nil for the catalog of a page that is gone.
func (s *Corpus) misplaced(p, name string) *store.Fault {
	fault := &store.Fault{File: name, Line: 1, Col: 1}
	tag, rest, _ := strings.Cut(p, "/")
	l, served := s.Locales.Find(tag)
	switch {
	case !served:
		fault.Msg = fmt.Sprintf("%q is not in %s: add the locale there, or remove the folder", tag, tableName)
	case l.Tag != tag:
		fault.Msg = fmt.Sprintf("the folder %q must be spelled %q, as in %s", tag, l.Tag, tableName)
	case path.Base(p) == ledgerName:
		fault.Msg = fmt.Sprintf("the ledger of a locale stands at %s", LedgerPath(tag))
	case !strings.HasSuffix(rest, "."+tag+".toml"):
		fault.Msg = fmt.Sprintf("a catalog of %s is named <page>.%s.toml", tag, tag)
	default:
		return nil
	}
	return fault
}
