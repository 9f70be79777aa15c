package site

import (
	"time"

	"github.com/parlance/parlance/app/internal/background"
)

// renderLook is how long Render looks before each document whether the process has time for it.
const renderLook = 4 * time.Millisecond

// Render makes every document of a small site that was not asked for yet, so that no reader waits for one. While readers are being served it
// waits, because what they ask for is made at once anyway. It stops when keep says no. The documents of a large site are made when they are
// asked for.
func (s *Snapshot) Render(keep func() bool) {
	if s.corpus.OnDemand() {
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
