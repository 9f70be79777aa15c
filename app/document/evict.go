package document

import (
	"slices"
	"sync/atomic"
)

// maxUses is how many turns of the hand an entry outlives at most.
const maxUses = 3

// entry is what a cache knows of one thing that it keeps. All but uses is guarded by [Cache.mu].
type entry struct {
	uses  atomic.Uint32 // see [entry.use]
	size  int           // bytes that it holds
	kept  bool
	leave func() // takes it out of its place
}

// use counts a use, up to a bound, so that processors do not contend for the count.
func (e *entry) use() {
	if uses := e.uses.Load(); uses < maxUses {
		e.uses.Store(uses + 1)
	}
}

// keep takes an entry of a number of bytes into the cache. The caller holds c.mu.
func (c *Cache) keep(e *entry, size int) {
	e.kept = true
	c.clock = append(c.clock, e)
	c.add(e, size)
}

// add accounts for bytes of an entry, and evicts others until the bound holds. The caller holds c.mu.
func (c *Cache) add(e *entry, by int) {
	e.size += by
	c.bytes += int64(by)
	for c.bytes > c.limit && c.hand < len(c.clock) {
		next := c.clock[c.hand]
		c.clock[c.hand] = nil
		c.hand++
		if uses := next.uses.Load(); uses > 0 {
			next.uses.Store(uses - 1)
			c.clock = append(c.clock, next)
		} else {
			c.evicted.Add(1)
			c.drop(next)
		}
		if c.hand > 1024 && c.hand > len(c.clock)/2 {
			c.clock = append(c.clock[:0], c.clock[c.hand:]...)
			c.hand = 0
		}
	}
}

// drop takes an entry out of its place. Whoever has it may go on reading it. The caller holds c.mu.
func (c *Cache) drop(e *entry) {
	e.kept = false
	c.bytes -= int64(e.size)
	e.leave()
}

// remove drops an entry before the hand comes to it. The caller holds c.mu.
func (c *Cache) remove(e *entry) {
	c.drop(e)
	at := slices.Index(c.clock[c.hand:], e)
	c.clock = slices.Delete(c.clock, c.hand+at, c.hand+at+1)
}

// leaveSlot empties the document's slot.
func (d *Document) leaveSlot() {
	d.slot.held.CompareAndSwap(d, nil)
	if c := d.cache; d.key != (Key{}) && c.byKey[d.key] == d.slot {
		delete(c.byKey, d.key)
	}
}
