package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

// likeAll compares what all documents are made of.
func (s *View) SameShared(before *View) bool {
	return s.preview == nil && s.Locales == before.Locales && s.kept == before.kept && s.imagesOf == before.imagesOf && s.origin == before.origin
}

// cameOrWent gives the slugs of pages that are in one of two snapshots.
func (s *View) CameOrWent(before *View) map[string]bool {
	moved := map[string]bool{}
	for slug := range s.places {
		if before.Page(slug) == nil {
			moved[slug] = true
		}
	}
	for slug := range before.places {
		if s.Page(slug) == nil {
			moved[slug] = true
		}
	}
	return moved
}

// voicesLike gives the locales whose interface is the same, and whether all are.
func (s *View) SameStrings(before *View) (same locale.Set, every bool) {
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
func (s *View) SameOffered(before *View, p, q *corpus.Page) bool {
	if p == q {
		return true
	}
	now, _ := s.Publishable(p.Slug)
	then, _ := before.Publishable(q.Slug)
	return now == then
}

// titledLike says that two neighbours are the same page with the same title in a locale, or that there is none.
func (s *View) SameTitle(p, q *corpus.Page, l int) bool {
	if p == q {
		return true
	}
	if p == nil || q == nil || p.Slug != q.Slug {
		return false
	}
	in := &s.Locales.Locales[l]
	return p.Edition(&s.Locales.Locales[l]) == q.Edition(&s.Locales.Locales[l]) || sameTexts(p.Summary(in), q.Summary(in), 1)
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

// listedLike says that the list of guides says the same of a page as before.
func (s *View) SameEntry(before *View, i, l int) bool {
	p, q := s.Pages[i], before.Pages[i]
	if p.Edition(&s.Locales.Locales[l]) == q.Edition(&s.Locales.Locales[l]) {
		return true
	}
	a, b := p.Summary(&s.Locales.Locales[l]), q.Summary(&s.Locales.Locales[l])
	return sameTexts(a, b, 2) && a.Share() == b.Share()
}
