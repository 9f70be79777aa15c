package site

import (
	"github.com/parlance/parlance/app/document"
)

// Stats are figures about what a site holds and has done, for its operator.
type Stats struct {
	CacheBytes, CacheLimit int64
	Rendered, Evicted      uint64 // documents made, and let go of because of the bound
	Reloads, Failed        uint64 // snapshots made, and readings that gave none
	Pages, Locales, Faults int    // of the snapshot of the moment
}

// Stats returns the figures of the moment.
func (s *Site) Stats() Stats {
	c := s.options.cache.Stats()
	m := Stats{CacheBytes: c.Bytes, CacheLimit: c.Limit, Rendered: c.Made, Evicted: c.Evicted, Reloads: s.reloads.Load(), Failed: s.failed.Load()}
	if now := s.Snapshot(); now != nil {
		m.Pages, m.Locales, m.Faults = len(now.View.Pages), len(now.Locales.Locales), len(now.Faults)
	}
	return m
}

// FallbackCounts returns the counts of all pages and locales whose readers met gaps, in order of page and locale.
func (s *Site) FallbackCounts() []*document.FallbackCount { return s.options.fallbacks.List() }
