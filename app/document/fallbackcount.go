package document

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// gaps are the segments that readers of one page in one locale met in English, and how many of those because their translation is
// outdated. A document knows how many it has; how often they were met is counted for page and locale, whatever document was shown.
type Fallbacks struct {
	fallbacks, outdated uint64
	met                 *FallbackCount
}

// Met counts what readers of a page in a locale have met since the start.
type FallbackCount struct {
	Slug, Tag           string
	fallbacks, outdated atomic.Uint64
}

// Fallbacks says how many segments were shown in English, summed over all views.
func (m *FallbackCount) Fallbacks() uint64 { return m.fallbacks.Load() }

// Outdated says how many of them were shown in English because their translation is for another English than today's.
func (m *FallbackCount) Outdated() uint64 { return m.outdated.Load() }

// mostMet is for how many pages and locales gaps are counted at most; what comes later is not counted.
const maxFallbackCounts = 100_000

// meetings holds the counts of all pages and locales that have gaps.
type FallbackCounts struct {
	mu  sync.Mutex
	all map[[2]string]*FallbackCount
}

// add says what readers of a page in a locale will miss; nil where that is nothing, or cannot be counted any more.
func (m *FallbackCounts) Add(slug, tag string, fallbacks, outdated int) *Fallbacks {
	if fallbacks == 0 {
		return nil
	}
	g := &Fallbacks{fallbacks: uint64(fallbacks), outdated: uint64(outdated)}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := [2]string{slug, tag}
	if g.met = m.all[key]; g.met == nil {
		if len(m.all) >= maxFallbackCounts {
			return nil
		}
		if m.all == nil {
			m.all = map[[2]string]*FallbackCount{}
		}
		g.met = &FallbackCount{Slug: slug, Tag: tag}
		m.all[key] = g.met
	}
	return g
}

// Seen notes that a reader was shown the document, so that it is known which missing translations readers really meet. It is cheap.
func (d *Document) Seen() {
	if g := d.Fallbacks; g != nil {
		g.met.fallbacks.Add(g.fallbacks)
		g.met.outdated.Add(g.outdated)
	}
}

// list gives the counts of all pages and locales whose readers met gaps, in order of page and locale.
func (m *FallbackCounts) List() []*FallbackCount {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := slices.DeleteFunc(slices.Collect(maps.Values(m.all)), func(met *FallbackCount) bool { return met.Fallbacks() == 0 })
	slices.SortFunc(list, func(a, b *FallbackCount) int {
		return cmp.Or(strings.Compare(a.Slug, b.Slug), strings.Compare(a.Tag, b.Tag))
	})
	return list
}
