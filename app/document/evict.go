package document

// maxUses is how many turns of the hand a document outlives at most.
const maxUses = 3

// add accounts for bytes of a document, and evicts others until the bound holds. The caller holds c.mu.
func (c *Cache) add(d *Document, by int) {
	d.size += by
	c.bytes += int64(by)
	for c.bytes > c.limit && c.hand < len(c.clock) {
		next := c.clock[c.hand]
		c.clock[c.hand] = nil
		c.hand++
		if uses := next.uses.Load(); uses > 0 {
			next.uses.Store(uses - 1)
			c.clock = append(c.clock, next)
		} else {
			c.evict(next)
		}
		if c.hand > 1024 && c.hand > len(c.clock)/2 {
			c.clock = append(c.clock[:0], c.clock[c.hand:]...)
			c.hand = 0
		}
	}
}

// evict takes a document out of its slot. Whoever has it may go on reading it. The caller holds c.mu.
func (c *Cache) evict(d *Document) {
	d.kept = false
	c.bytes -= int64(d.size)
	c.evicted.Add(1)
	at := d.slot
	at.held.CompareAndSwap(d, nil)
	if d.key != (Key{}) && c.byKey[d.key] == at {
		delete(c.byKey, d.key)
	}
}
