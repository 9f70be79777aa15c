package site

import (
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/background"
)

// warmTime is how long a new snapshot is held back at most so that what readers ask for is ready in it. A correction reaches them that much
// later, and usually some milliseconds: no more is made than was asked for and is not the same as before.
const warmTime = 60 * time.Millisecond

// warm makes what readers were given of the snapshot before, in the codings that they took, where it is not taken over from there. So nobody
// waits for it after the swap: until then readers are answered from the snapshot before, between any two steps.
func (s *Snapshot) warm(before *Snapshot) {
	if before == nil {
		return
	}
	end, pause := time.Now().Add(warmTime), background.NewThrottle()
	for _, slug := range s.Slugs() {
		from, to := before.documents[slug], s.documents[slug]
		if from == nil || from == to {
			continue
		}
		for i := range from.slots {
			if time.Now().After(end) {
				return
			}
			old := from.slots[i].Peek()
			l, ok := s.Locales.Find(before.Locales.Locales[i].Tag)
			if old != nil && old.Used() && ok && to.slots[l.Index].Peek() == nil {
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
