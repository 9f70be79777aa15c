package document

import (
	"sync"
	"sync/atomic"
)

// Value is the place of something else than a document that shares the bound of a cache: the index of a locale, for example. It is empty until the
// value is made, and again when it has been evicted. The zero Value is ready for use.
type Value[T any] struct {
	held   atomic.Pointer[weighed[T]]
	making sync.Mutex // held while the value is made
}

// weighed is a value with its weight.
type weighed[T any] struct {
	entry
	value *T
	place *Value[T]
}

// Get returns the value if it is there and current says that it may be used, and makes it otherwise: make gets the value that is there, or nil, and
// returns the new one with the bytes that it holds. Whoever asks while it is being made waits for the same one.
func (v *Value[T]) Get(c *Cache, current func(*T) bool, make func(old *T) (value *T, bytes int)) *T {
	if w := v.held.Load(); w != nil && current(w.value) {
		w.use()
		return w.value
	}
	v.making.Lock()
	defer v.making.Unlock()
	old := v.held.Load()
	if old != nil && current(old.value) {
		old.use()
		return old.value
	}
	var before *T
	if old != nil {
		before = old.value
	}
	c.building.Add(1)
	defer c.building.Add(-1)
	value, bytes := make(before)
	w := &weighed[T]{value: value, place: v}
	w.leave = func() { w.place.held.CompareAndSwap(w, nil) }
	c.mu.Lock()
	defer c.mu.Unlock()
	if old != nil && old.kept && old.place == v {
		c.remove(&old.entry)
	}
	v.held.Store(w)
	c.built.Add(1)
	c.keep(&w.entry, bytes)
	return value
}

// MoveTo puts the value, if there is one, into another place as well, which it leaves when it is evicted. The first place keeps it.
func (v *Value[T]) MoveTo(to *Value[T], c *Cache) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if w := v.held.Load(); w != nil && w.kept {
		w.place = to
		to.held.Store(w)
	}
}
