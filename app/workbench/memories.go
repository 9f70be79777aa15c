package workbench

import (
	"sync"
	"time"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

// memoryRest is how many times longer than making it took a translation memory is used after the texts have changed: in a large site that takes longer than
// a page may.
const memoryRest = 20

// memories are the translation memories of the locales that somebody works in.
type memories struct {
	mu    sync.Mutex
	byTag map[string]*madeMemory
}

type madeMemory struct {
	mu     sync.Mutex
	of     *corpus.Corpus
	at     time.Time
	took   time.Duration
	memory *catalog.Memory
}

// suggest returns the earlier translations of an English text, or of one like it, in a locale.
func (s *memories) suggest(m *moment, l *locale.Locale, u check.Unit) []catalog.Suggestion {
	s.mu.Lock()
	if s.byTag == nil {
		s.byTag = map[string]*madeMemory{}
	}
	made := s.byTag[l.Tag]
	if made == nil {
		made = &madeMemory{}
		s.byTag[l.Tag] = made
	}
	s.mu.Unlock()
	made.mu.Lock()
	defer made.mu.Unlock()
	if made.memory == nil || made.of != m.Corpus && time.Since(made.at) > memoryRest*made.took {
		made.of, made.at, made.memory = m.Corpus, time.Now(), catalog.NewMemory()
		for _, p := range m.Sources() {
			made.memory.Add(l.Tag, p.Catalog(l.Index))
		}
		made.memory.Add(l.Tag, m.Interface[l.Index])
		list := made.memory.Suggestions(l.Tag, u.Key, u.Source) // which reads it
		made.took = time.Since(made.at)
		return list
	}
	return made.memory.Suggestions(l.Tag, u.Key, u.Source)
}
