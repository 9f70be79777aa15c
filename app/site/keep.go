package site

import (
	"maps"
	"slices"

	"github.com/parlance/parlance/app/store"
)

// Keeper keeps versions of files over a restart.
type Keeper interface {
	// Kept returns what an earlier process kept.
	Kept() []store.Kept
	// Keep keeps versions beside, or instead of, those that are kept. Without any it says that this process still keeps them.
	Keep(versions []store.Kept) error
}

// Keep has the last good version of every file kept that has changed since it was called before. Where that fails, the next call tries again.
func (s *Site) Keep() error {
	if s.options.Keeper == nil {
		return nil
	}
	s.keeping.Lock()
	defer s.keeping.Unlock()
	s.reload.Lock()
	if now := s.Snapshot(); now != s.kept {
		s.kept = now
		if s.unkept == nil {
			s.unkept = map[[2]string]store.Kept{}
		}
		for _, k := range s.reader.Unsaved() {
			s.unkept[[2]string{k.Tree, k.Path}] = k
		}
	}
	s.reload.Unlock()
	if err := s.options.Keeper.Keep(slices.Collect(maps.Values(s.unkept))); err != nil {
		return err
	}
	clear(s.unkept)
	return nil
}
