package site

import (
	"slices"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/render"
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
	if before == nil || !s.SameShared(before.View) {
		return
	}
	voices, every := s.SameStrings(before.View)
	moved := s.CameOrWent(before.View)
	for _, p := range s.Pages {
		q := before.Page(p.Slug)
		if q == nil || p.Overdue(s.Loaded) != q.Overdue(before.Loaded) {
			continue
		}
		from, to := before.shelves[p.Slug], s.shelves[p.Slug]
		previous, next := s.Neighbours(p)
		formerly, then := before.Neighbours(q)
		if every && len(moved) == 0 && p == q && previous == formerly && next == then {
			s.shelves[p.Slug] = from
			continue
		}
		if from.empty() || !s.SameOffered(before.View, p, q) {
			continue
		}
		for l := range from.documents {
			if voices.Has(l) && p.Edition(&s.Locales.Locales[l]) == q.Edition(&s.Locales.Locales[l]) && s.SameTitle(previous, formerly, l) && s.SameTitle(next, then, l) {
				s.move(&from.documents[l], &to.documents[l], moved)
			}
		}
	}
	if len(moved) == 0 && slices.EqualFunc(s.Pages, before.Pages, func(p, q *corpus.Page) bool { return p.Slug == q.Slug }) {
		s.inheritHome(before, voices)
	}
}

// inheritHome takes the lists of guides that say the same as before.
func (s *Snapshot) inheritHome(before *Snapshot, voices locale.Set) {
	from, to := before.shelves[render.Home], s.shelves[render.Home]
	if from.empty() {
		return
	}
	var changed []int
	for i, p := range s.Pages {
		if p == before.Pages[i] {
			continue
		}
		if p.Front != before.Pages[i].Front || !s.SameOffered(before.View, p, before.Pages[i]) {
			return
		}
		changed = append(changed, i)
	}
	for l := range from.documents {
		like := voices.Has(l)
		for _, i := range changed {
			like = like && s.SameEntry(before.View, i, l)
		}
		if like {
			s.move(&from.documents[l], &to.documents[l], nil)
		}
	}
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
	if d == nil || len(moved) > 0 && slices.ContainsFunc(d.Links, func(slug string) bool { return moved[slug] || slug == render.TooManyLinks }) {
		return
	}
	s.cache.Move(from, to)
}
