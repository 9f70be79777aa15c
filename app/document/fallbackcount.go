package document

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Missing is what the readers of a document get in English for lack of a translation.
type Missing struct {
	Fallbacks int // segments that stand in English
	Outdated  int // of them, those whose translation is for another English than today's
}

// FallbackCount counts what the readers of a page in a locale have missed since the start, whatever document they were shown.
type FallbackCount struct {
	Slug, Tag string
	Fallbacks atomic.Uint64 // segments shown in English, summed over all views
	Outdated  atomic.Uint64 // of them, those whose translation is for another English than today's
	Views     atomic.Uint64 // with at least one of them
}

// maxFallbackCounts is for how many pages and locales is counted at most.
const maxFallbackCounts = 100_000

// FallbackCounts holds the counts of all pages and locales.
type FallbackCounts struct {
	mu  sync.Mutex
	all map[[2]string]*FallbackCount
}

// Count registers a document, so that [Document.Seen] is counted for its page and locale. Beyond 100,000 of these nothing is counted.
func (m *FallbackCounts) Count(d *Document, slug string) {
	if d.Missing.Fallbacks == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := [2]string{slug, d.Tag}
	if d.count = m.all[key]; d.count != nil || len(m.all) >= maxFallbackCounts {
		return
	}
	if m.all == nil {
		m.all = map[[2]string]*FallbackCount{}
	}
	d.count = &FallbackCount{Slug: slug, Tag: d.Tag}
	m.all[key] = d.count
}

// Seen counts a view of the document by a reader. It takes no lock.
func (d *Document) Seen() {
	if d.count != nil {
		d.count.Fallbacks.Add(uint64(d.Missing.Fallbacks))
		d.count.Outdated.Add(uint64(d.Missing.Outdated))
		d.count.Views.Add(1)
	}
}

// List returns the counts that are not 0, in the order of page and locale.
func (m *FallbackCounts) List() []*FallbackCount {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := slices.DeleteFunc(slices.Collect(maps.Values(m.all)), func(met *FallbackCount) bool { return met.Fallbacks.Load() == 0 })
	slices.SortFunc(list, func(a, b *FallbackCount) int {
		return cmp.Or(strings.Compare(a.Slug, b.Slug), strings.Compare(a.Tag, b.Tag))
	})
	return list
}
