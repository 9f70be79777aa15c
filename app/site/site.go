package site

import "sync/atomic"

// Site holds the snapshot of the moment. Requests read it without a lock.
type Site struct {
	current atomic.Pointer[Snapshot]
}

// Snapshot gives what is served now. A request takes it once and uses nothing else (law 7).
func (s *Site) Snapshot() *Snapshot { return s.current.Load() }
