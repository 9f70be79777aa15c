package site

import (
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/render"
)

// reuse shares the documents of the snapshot before, of the same locales, that are made of equal inputs.
func (s *Snapshot) reuse(before *Snapshot) {
	for _, p := range s.Pages {
		earlier := before.Page(p.Slug)
		if earlier == nil {
			continue
		}
		now, then := s.PageInputs(p), before.PageInputs(earlier)
		if now == then {
			s.documents[p.Slug] = before.documents[p.Slug]
			continue
		}
		s.reuseEach(before, p.Slug, func(d *document.Document, index int) bool {
			l := &s.Locales.Locales[index]
			return now.In(l).Makes(d, then.In(l))
		})
	}
	s.reuseEach(before, render.Home, func(_ *document.Document, index int) bool {
		l := &s.Locales.Locales[index]
		return s.GuideListInputs(l).Equal(before.GuideListInputs(l))
	})
}

// reuseEach shares the documents of a page that same reports to be so, by the index of their locale.
func (s *Snapshot) reuseEach(before *Snapshot, slug string, same func(d *document.Document, index int) bool) {
	from, to := before.documents[slug], s.documents[slug]
	for i := range from {
		if d := from[i].Peek(); d != nil && same(d, i) {
			s.options.cache.Move(&from[i], &to[i])
		}
	}
}
