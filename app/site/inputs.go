package site

import (
	"slices"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// inherit takes the documents of the snapshot before whose inputs are the same. What a document is made of beside its own page is named
// here and nowhere else: whoever writes something new into documents adds it.
//
//   - all: the table of locales, the terms that are kept, the pictures, the operator's options
//   - in one locale: the interface in that locale, in those it inherits from, and in English
//   - a guide: what its readers get of it, where else it is offered, whether its review is overdue, the titles of its neighbours, which of
//     the pages that its links name there are
//   - the list of guides: which there are and in what order; titles, descriptions, dates, coverage and offered languages of all
func (s *Snapshot) inherit(before *Snapshot) {
	if before == nil || s.preview != nil || !s.likeAll(before) {
		return
	}
	voices, every := s.voicesLike(before)
	moved := s.cameOrWent(before)
	for _, p := range s.order {
		q := before.page(p.Slug)
		if q == nil || p.Overdue(s.Loaded) != q.Overdue(before.Loaded) {
			continue
		}
		from, to := before.shelves[p.Slug], s.shelves[p.Slug]
		previous, next := s.neighbours(p)
		formerly, then := before.neighbours(q)
		if every && len(moved) == 0 && p == q && previous == formerly && next == then {
			s.shelves[p.Slug] = from
			continue
		}
		if from.empty() || !s.offeredLike(before, p, q) {
			continue
		}
		for l := range from.documents {
			if voices.Has(l) && p.Same(q, l) && s.titledLike(previous, formerly, l) && s.titledLike(next, then, l) {
				s.move(&from.documents[l], &to.documents[l], moved)
			}
		}
	}
	if len(moved) == 0 && slices.EqualFunc(s.order, before.order, func(p, q *corpus.Page) bool { return p.Slug == q.Slug }) {
		s.inheritHome(before, voices)
	}
}

// likeAll compares what all documents are made of.
func (s *Snapshot) likeAll(before *Snapshot) bool {
	return s.Locales == before.Locales && s.kept == before.kept && s.imagesOf == before.imagesOf && s.origin == before.origin
}

// cameOrWent gives the slugs of pages that are in one of two snapshots.
func (s *Snapshot) cameOrWent(before *Snapshot) map[string]bool {
	moved := map[string]bool{}
	for slug := range s.places {
		if before.page(slug) == nil {
			moved[slug] = true
		}
	}
	for slug := range before.places {
		if s.page(slug) == nil {
			moved[slug] = true
		}
	}
	return moved
}

// voicesLike gives the locales whose interface is the same, and whether all are.
func (s *Snapshot) voicesLike(before *Snapshot) (same locale.Set, every bool) {
	every = true
	en := s.Locales.English().Index
	for i := range s.Locales.Locales {
		like := s.interfaces[en] == before.interfaces[en] && s.interfaces[i] == before.interfaces[i]
		for _, parent := range s.Locales.Parents(&s.Locales.Locales[i]) {
			like = like && s.interfaces[parent.Index] == before.interfaces[parent.Index]
		}
		if like {
			same.Add(i)
		}
		every = every && like
	}
	return same, every
}

// offeredLike says that a page is offered in the same locales as before.
func (s *Snapshot) offeredLike(before *Snapshot, p, q *corpus.Page) bool {
	if p == q {
		return true
	}
	now, _ := s.Publishable(p.Slug)
	then, _ := before.Publishable(q.Slug)
	return now == then
}

// titledLike says that two neighbours are the same page with the same title in a locale, or that there is none.
func (s *Snapshot) titledLike(p, q *corpus.Page, l int) bool {
	if p == q {
		return true
	}
	if p == nil || q == nil || p.Slug != q.Slug {
		return false
	}
	in := &s.Locales.Locales[l]
	return p.Same(q, l) || sameTexts(p.Summary(in), q.Summary(in), 1)
}

// sameTexts compares the first n texts of two publications.
func sameTexts(a, b *corpus.Publication, n int) bool {
	for i := range n {
		if a.Texts[i].Text != b.Texts[i].Text || a.Texts[i].Locale != b.Texts[i].Locale {
			return false
		}
	}
	return true
}

// inheritHome takes the lists of guides that say the same as before.
func (s *Snapshot) inheritHome(before *Snapshot, voices locale.Set) {
	from, to := before.shelves[Home], s.shelves[Home]
	if from.empty() {
		return
	}
	var changed []int
	for i, p := range s.order {
		if p == before.order[i] {
			continue
		}
		if p.Front != before.order[i].Front || !s.offeredLike(before, p, before.order[i]) {
			return
		}
		changed = append(changed, i)
	}
	for l := range from.documents {
		like := voices.Has(l)
		for _, i := range changed {
			like = like && s.listedLike(before, i, l)
		}
		if like {
			s.move(&from.documents[l], &to.documents[l], nil)
		}
	}
}

// listedLike says that the list of guides says the same of a page as before.
func (s *Snapshot) listedLike(before *Snapshot, i, l int) bool {
	p, q := s.order[i], before.order[i]
	if p.Same(q, l) {
		return true
	}
	a, b := p.Summary(&s.Locales.Locales[l]), q.Summary(&s.Locales.Locales[l])
	return sameTexts(a, b, 2) && a.Share() == b.Share()
}

// empty says that no document was asked for.
func (x *shelfOfDocuments) empty() bool {
	for i := range x.documents {
		if x.documents[i].Peek() != nil {
			return false
		}
	}
	return true
}

// move takes a document into the newer snapshot, unless one of its links names a page that came or went. The older snapshot keeps it as long
// as it lives.
func (s *Snapshot) move(from, to *document.Slot, moved map[string]bool) {
	d := from.Peek()
	if d == nil || len(moved) > 0 && slices.ContainsFunc(d.Links, func(slug string) bool { return moved[slug] || slug == tooManyLinks }) {
		return
	}
	s.cache.Move(from, to)
}
