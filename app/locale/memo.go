package locale

import (
	"hash/maphash"
	"sync/atomic"
)

// The bounds of a memo: about 1.5 MB where every place is taken by the longest header.
const (
	memoPlaces  = 4096
	memoHeader  = 256 // bytes of a header that is remembered; browsers send less
	memoLocales = 8   // that suit one reader, English apart
)

// memo remembers which locales suit the readers who sent a header, best first. Its size never changes, and reading it takes no lock and
// allocates nothing.
//
// A header is remembered when it comes for the second time, and a place whose header was asked for since the last newcomer is not given
// away. So headers that are sent once, however many, change nothing, and it takes many more to drive out one that readers really send.
type memo struct {
	seed   maphash.Seed
	heard  [memoPlaces]atomic.Uint32 // a trace of the last header that wanted this place
	places [memoPlaces]atomic.Pointer[remembered]
}

// remembered is what a header means. Only used is ever written to.
type remembered struct {
	header string
	n      uint8
	order  [memoLocales]uint8
	used   atomic.Bool
}

func newMemo() *memo { return &memo{seed: maphash.MakeSeed()} }

// find gives what a header means, or nil and the hash to [memo.keep] it by.
func (m *memo) find(header string) (*remembered, uint64) {
	hash := maphash.String(m.seed, header)
	r := m.places[hash%memoPlaces].Load()
	if r == nil || r.header != header {
		return nil, hash
	}
	if !r.used.Load() {
		r.used.Store(true)
	}
	return r, hash
}

// wanted tells whether a header that was not found is to be remembered now.
func (m *memo) wanted(hash uint64) bool {
	place, trace := hash%memoPlaces, uint32(hash>>32)
	if m.heard[place].Load() != trace {
		m.heard[place].Store(trace)
		return false
	}
	old := m.places[place].Load()
	return old == nil || !old.used.Swap(false)
}

// keep remembers a header.
func (m *memo) keep(hash uint64, r *remembered) { m.places[hash%memoPlaces].Store(r) }

// first gives the best locale that is publishable.
func (r *remembered) first(publishable Set, english int) int {
	for _, l := range r.order[:r.n] {
		if publishable.Has(int(l)) {
			return int(l)
		}
	}
	return english
}
