package site

import (
	"github.com/parlance/parlance/app/locale"
)

// inherit takes the documents of the snapshot before whose inputs are the same. What a document is made of beside its own page is named
// here and nowhere else: whoever writes something new into documents adds it.
//
//   - all: the table of locales, the terms that are kept, the pictures, which pages there are and in what order, the operator's options
//   - in one locale: the interface in that locale, in those it inherits from, and in English
//   - a guide: what its readers get of it, where else it is offered, whether its review is overdue, the titles of its neighbours
//   - the list of guides: titles, descriptions, dates, coverage and offered languages of all guides
func (s *Snapshot) inherit(before *Snapshot) {
	if before == nil || s.preview != nil || !s.likeAll(before) {
		return
	}
	voices, every := s.voicesLike(before)
	for i, p := range s.order {
		from, to := before.shelves[p.Slug], s.shelves[p.Slug]
		if every && s.around(i, func(j int) bool { return s.order[j] == before.order[j] }) && s.overdue(p) == before.overdue(p) {
			s.shelves[p.Slug] = from
			continue
		}
		if from.empty() || s.overdue(p) != before.overdue(p) || !s.offeredLike(before, i) {
			continue
		}
		for l := range from.documents {
			if voices.Has(l) && p.says(before.order[i], l) && s.around(i, func(j int) bool { return j == i || s.titledLike(before, j, l) }) {
				move(&from.documents[l], &to.documents[l])
			}
		}
	}
	s.inheritHome(before, voices)
}

// likeAll compares what all documents are made of.
func (s *Snapshot) likeAll(before *Snapshot) bool {
	if s.Locales != before.Locales || s.kept != before.kept || s.imagesOf != before.imagesOf || s.origin != before.origin || len(s.order) != len(before.order) {
		return false
	}
	for i, p := range s.order {
		if p.Slug != before.order[i].Slug {
			return false
		}
	}
	return true
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

// around asks about a page of the list and its neighbours.
func (s *Snapshot) around(i int, ok func(j int) bool) bool {
	for j := max(0, i-1); j <= min(i+1, len(s.order)-1); j++ {
		if !ok(j) {
			return false
		}
	}
	return true
}

// offeredLike says that a page is offered in the same locales as before.
func (s *Snapshot) offeredLike(before *Snapshot, i int) bool {
	if s.order[i] == before.order[i] {
		return true
	}
	now, _ := s.Publishable(s.order[i].Slug)
	then, _ := before.Publishable(s.order[i].Slug)
	return now == then
}

// titledLike says that a page has the same title in a locale as before.
func (s *Snapshot) titledLike(before *Snapshot, i, l int) bool {
	p, q := s.order[i], before.order[i]
	return p.says(q, l) || sameTexts(p.summary(&s.Locales.Locales[l]), q.summary(&s.Locales.Locales[l]), 1)
}

// sameTexts compares the first n texts of two publications.
func sameTexts(a, b *publication, n int) bool {
	for i := range n {
		if a.texts[i].text != b.texts[i].text || a.texts[i].as != b.texts[i].as {
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
		if p.Front != before.order[i].Front || !s.offeredLike(before, i) {
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
			move(&from.documents[l], &to.documents[l])
		}
	}
}

// listedLike says that the list of guides says the same of a page as before.
func (s *Snapshot) listedLike(before *Snapshot, i, l int) bool {
	p, q := s.order[i], before.order[i]
	if p.says(q, l) {
		return true
	}
	a, b := p.summary(&s.Locales.Locales[l]), q.summary(&s.Locales.Locales[l])
	return sameTexts(a, b, 2) && a.share() == b.share()
}

// empty says that no document was asked for.
func (x *shelfOfDocuments) empty() bool {
	for i := range x.documents {
		if x.documents[i].Load() != nil {
			return false
		}
	}
	return true
}

// move takes a document into the newer snapshot; the older one keeps it as long as it lives.
func move(from, to *slot) {
	if d := from.Load(); d != nil {
		d.home.Store(to)
		to.Store(d)
	}
}
