package site

import "github.com/parlance/parlance/app/document"

// Stats are figures for the operator of a site.
type Stats struct {
	CacheBytes, CacheLimit int64
	Rendered, Evicted      uint64 // documents
	Reloads, Failed        uint64 // successful and failed
	Pages, Locales, Faults int    // of the current snapshot
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

// FallbackCounts returns the counts of all pages and locales whose readers got English for lack of a translation, in the order of page and locale.
func (s *Site) FallbackCounts() []*document.FallbackCount { return s.options.fallbacks.List() }
