package site

import (
	"time"

	"github.com/parlance/parlance/app/internal/background"
)

// renderLook is how long the process must have been idle before each document.
const renderLook = 4 * time.Millisecond

// Render makes every document that was not asked for yet, while the process is idle, so that no reader waits for one. It stops when keep
// returns false. The documents of a large site are only made when they are asked for.
func (s *Snapshot) Render(keep func() bool) {
	if s.corpus.OnDemand {
		return
	}
	for _, slug := range s.Slugs() {
		for i := range s.Locales.Locales {
			if !background.AwaitIdle(background.ProcessorTime, renderLook, keep) {
				return
			}
			d := s.documents[slug].slots[i].Peek() // not asked for by a reader
			if d == nil {
				d = s.Document(slug, i)
			}
			d.Prepare()
		}
	}
}
