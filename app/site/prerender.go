package site

import (
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/background"
)

const (
	renderLook = 4 * time.Millisecond  // how long the process must have been idle before each document
	warmTime   = 60 * time.Millisecond // bounds how long a new snapshot is held back so that what readers ask for is ready in it
)

// Render makes every document that nobody asked for yet, and every index, while the process is idle, until keep returns false; in a large site none.
func (s *Snapshot) Render(keep func() bool) {
	if s.corpus.OnDemand {
		return
	}
	for _, slug := range s.Slugs() {
		for i := range s.Locales.Locales {
			if !background.AwaitIdle(background.ProcessorTime, renderLook, keep) {
				return
			}
			d := s.documents[slug][i].Peek() // not asked for by a reader
			if d == nil {
				d = s.Document(slug, i)
			}
			for c := document.Gzip; c < document.Codings; c++ {
				d.Body(c)
			}
		}
	}
	for i := range s.indexes {
		if !background.AwaitIdle(background.ProcessorTime, renderLook, keep) {
			return
		}
		s.searchIndex(i)
	}
}

// warm makes the documents that readers got from the snapshot before, in their codings, if they are not reused: nobody waits after the swap.
func (s *Snapshot) warm(before *Snapshot) {
	end, pause := time.Now().Add(warmTime), background.NewThrottle()
	for _, slug := range s.Slugs() {
		from, to := before.documents[slug], s.documents[slug]
		if from == nil || &from[0] == &to[0] {
			continue
		}
		for i := range from {
			if time.Now().After(end) {
				return
			}
			old := from[i].Peek()
			l, ok := s.Locales.Find(before.Locales.Locales[i].Tag)
			if old != nil && old.Used() && ok && to[l.Index].Peek() == nil {
				s.warmDocument(slug, l.Index, old, pause)
			}
		}
	}
}

// warmDocument makes one document, in the codings in which old was served.
func (s *Snapshot) warmDocument(slug string, index int, old *document.Document, pause *background.Throttle) {
	if page := s.Page(slug); page != nil {
		for i := range s.Locales.Locales {
			page.Summary(&s.Locales.Locales[i])
			pause.Pause()
		}
	}
	s.Publishable(slug)
	pause.Pause()
	d := s.Document(slug, index)
	for c := range document.Codings {
		if old.Served(c) {
			pause.Pause()
			d.Body(c)
		}
	}
}
