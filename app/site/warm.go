package site

import "time"

// warmTime is how long a new snapshot is held back at most so that what readers ask for is ready in it. A correction reaches them that much
// later, and usually some milliseconds: no more is made than was asked for and is not the same as before.
const warmTime = 60 * time.Millisecond

// warm makes what readers were given of the snapshot before, in the codings that they took, where it is not taken over from there. So nobody
// waits for it after the swap: until then readers are answered from the snapshot before, between any two steps.
func (s *Snapshot) warm(before *Snapshot) {
	if before == nil || s.preview != nil {
		return
	}
	end, pause := time.Now().Add(warmTime), newPace()
	for _, slug := range s.slugs() {
		from, to := before.shelves[slug], s.shelves[slug]
		if from == nil || from == to {
			continue
		}
		for i := range from.documents {
			if time.Now().After(end) {
				return
			}
			old := from.documents[i].peek()
			l, ok := s.Locales.Find(before.Locales.Locales[i].Tag)
			if old != nil && old.used() && ok && to.documents[l.Index].peek() == nil {
				s.warmDocument(slug, l.Index, old, pause)
			}
		}
	}
}

// warmDocument makes one document, in the codings in which old was served.
func (s *Snapshot) warmDocument(slug string, index int, old *Document, pause *pace) {
	if page := s.pages[slug]; page != nil {
		for i := range s.Locales.Locales {
			page.summary(&s.Locales.Locales[i])
			pause.step()
		}
	}
	s.Publishable(slug)
	pause.step()
	d := s.Document(slug, index)
	for c := range codings {
		if old.served(c) {
			pause.step()
			d.Body(c)
		}
	}
}
