package site

import (
	"slices"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/parallel"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/search"
)

// searchIndex is what the readers of one locale search: the texts that they are served, and apart those that stand in English for lack of a translation.
type searchIndex struct {
	pages        []*searchPage // in the order of the list of guides
	own, english *searchPart   // english is nil for the readers of English
}

// searchPart is an index of the texts in one language.
type searchPart struct {
	dictionary *search.Dictionary
	index      *search.Index
	fresh      int // the size of the dictionary when it held nothing but the words of its pages
}

// maxStale is how many times larger than when it was new a dictionary may be, before one without the words of former texts replaces it.
const maxStale = 2

// Search returns a page of what the readers of the locale of that index find, the last page where there are fewer.
func (s *Snapshot) Search(index int, query string, number int) render.SearchResults {
	r := render.SearchResults{Query: query}
	if query == "" {
		return r
	}
	x := s.searchIndex(index)
	parts := []*searchPart{x.own}
	if x.english != nil {
		parts = append(parts, x.english)
	}
	r.Number = max(1, number)
	first := (r.Number - 1) * render.HitsPerPage
	texts := map[*searchPage]string{} // of each page, which may have several hits
	for _, p := range parts {
		q := p.dictionary.ParseQuery(query)
		found := p.index.Find(q, first, render.HitsPerPage-len(r.Hits))
		for _, h := range found.Hits {
			page := x.pages[h.Page]
			if _, known := texts[page]; !known {
				texts[page] = page.allTexts()
			}
			r.Hits = append(r.Hits, s.hit(page, texts[page], h, p, q, p == x.english))
		}
		first = max(0, first-found.Total)
		r.Total += found.Total
		r.Cut = r.Cut || q.Cut
	}
	if last := (r.Total + render.HitsPerPage - 1) / render.HitsPerPage; r.Number > max(1, last) {
		return s.Search(index, query, last)
	}
	return r
}

// hit returns what is shown of a hit on a page whose texts are all.
func (s *Snapshot) hit(p *searchPage, all string, h search.Hit, part *searchPart, q search.Query, english bool) render.SearchHit {
	text := func(i int) render.SearchText {
		t, in := p.text(all, i)
		return render.SearchText{Text: t, Locale: &s.Locales.Locales[in]}
	}
	hit := render.SearchHit{Page: s.Page(p.edition.Original.Slug), Segment: h.Text, Found: text(h.Text), Title: text(0), Similar: h.Similar, English: english,
		Checked: p.checked[h.Text], Machine: p.machine[h.Text]}
	if i := p.section(h.Text); i >= 0 {
		hit.Section = text(i)
	}
	e := part.dictionary.Excerpt(q, hit.Found.Text)
	hit.Start, hit.End, hit.Marks = e.Start, e.End, e.Marks
	return hit
}

// searchIndex returns the index of a locale, made if it is not there, or if pages have changed since. Those that have not are taken over.
func (s *Snapshot) searchIndex(index int) *searchIndex {
	l := &s.Locales.Locales[index]
	edition := func(p *corpus.Page) *corpus.Edition { return p.Edition(l) }
	current := func(x *searchIndex) bool {
		return slices.EqualFunc(x.pages, s.Pages, func(made *searchPage, p *corpus.Page) bool { return made.edition == edition(p) })
	}
	return s.indexes[index].Get(s.options.cache, current, func(old *searchIndex) (*searchIndex, int) {
		x := &searchIndex{own: newSearchPart(l.Tag, old.part(false)), pages: make([]*searchPage, len(s.Pages))}
		if l.Tag != "en" {
			x.english = newSearchPart("en", old.part(true))
		}
		known := old.known(x)
		parallel.Do(len(s.Pages), func(i int) {
			e := edition(s.Pages[i])
			if x.pages[i] = known[e]; x.pages[i] == nil {
				x.pages[i] = newSearchPage(e, x)
			}
		})
		return x, x.complete()
	})
}

// newSearchPart returns a part without an index, with the dictionary of the one before, if that can go on being used.
func newSearchPart(tag string, before *searchPart) *searchPart {
	if before != nil && before.dictionary.Size() <= maxStale*before.fresh {
		return &searchPart{dictionary: before.dictionary, fresh: before.fresh}
	}
	return &searchPart{dictionary: search.NewDictionary(tag)}
}

// part returns the part of the own texts, or of those in English, of an index that may be nil.
func (x *searchIndex) part(english bool) *searchPart {
	switch {
	case x == nil:
		return nil
	case english:
		return x.english
	}
	return x.own
}

// known returns the pages of an index, which may be nil, that another can take over: those made with its dictionaries.
func (x *searchIndex) known(by *searchIndex) map[*corpus.Edition]*searchPage {
	if x == nil || x.own.dictionary != by.own.dictionary || by.english != nil && x.english.dictionary != by.english.dictionary {
		return nil
	}
	pages := make(map[*corpus.Edition]*searchPage, len(x.pages))
	for _, p := range x.pages {
		pages[p.edition] = p
	}
	return pages
}

// complete makes the indexes of the parts, and returns how many bytes all of it takes.
func (x *searchIndex) complete() int {
	bytes := 0
	own, english := make([]*search.Page, len(x.pages)), make([]*search.Page, len(x.pages))
	for i, p := range x.pages {
		own[i], english[i] = p.own, p.english
		bytes += p.size()
	}
	bytes += x.own.complete(own)
	if x.english != nil {
		bytes += x.english.complete(english)
	}
	return bytes
}

func (p *searchPart) complete(pages []*search.Page) int {
	p.index = search.NewIndex(p.dictionary, pages)
	p.dictionary.Rest()
	if p.fresh == 0 {
		p.fresh = p.dictionary.Size()
	}
	return p.index.Size() + p.dictionary.Size()
}
