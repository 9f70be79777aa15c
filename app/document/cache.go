package document

import (
	"sync"
	"sync/atomic"
)

// defaultCacheSize is how many bytes of documents are kept where the operator says nothing.
const defaultCacheSize = 256 << 20

// documentCache keeps documents under a bound of bytes. What is asked for least goes first: every document has a small count of
// uses, and the one whose count is used up when its turn comes is let go (the algorithm CLOCK with a counter). Asking for a
// document that is there takes no lock and allocates nothing.
type Cache struct {
	limit int64

	mu       sync.Mutex
	bytes    int64
	clock    []*Document // a queue; the next whose turn it is stands at head
	hand     int
	byKey    map[Key]*Slot // of documents that have no slot in a snapshot
	making   map[*Slot]*flight
	queue    chan recompression
	running  atomic.Bool  // somebody takes from refined
	building atomic.Int64 // documents that are being made
	built    atomic.Uint64
	dropped  atomic.Uint64
}

// slot is the place of one document: a word, empty until somebody asks for it and again once it was let go.
type Slot struct{ held atomic.Pointer[Document] }

// get gives the document and notes that it was asked for; nil where there is none.
func (s *Slot) Get() *Document {
	d := s.held.Load()
	if d != nil {
		d.touch()
	}
	return d
}

// peek gives the document without noting that it was asked for; nil where there is none.
func (s *Slot) Peek() *Document { return s.held.Load() }

// flight is a document that is being made, for those who ask for it meanwhile.
type flight struct {
	done chan struct{}
	doc  *Document // nil where making it failed
}

// documentKey names a document that has no slot of its own: one of the many that few people ask for.
type Key struct {
	Serial        int // of the snapshot, so that no other snapshot's document is taken for it
	Kind, Slug    string
	First, Second int
}

func NewCache(limit int64) *Cache {
	if limit <= 0 {
		limit = defaultCacheSize
	}
	return &Cache{limit: limit, byKey: map[Key]*Slot{}, making: map[*Slot]*flight{}, queue: make(chan recompression, 4096)}
}

// keyed gives the document of that key, made once where it is not there. It is for documents that are too many to have a slot each.
func (c *Cache) Keyed(key Key, build func() *Document) *Document {
	c.mu.Lock()
	at := c.byKey[key]
	if at == nil {
		at = &Slot{}
		c.byKey[key] = at
	}
	c.mu.Unlock()
	if d := at.Get(); d != nil {
		return d
	}
	return c.fillKeyed(at, key, build)
}

// fill makes the document of an empty slot. Who asks while it is being made waits for the same one.
func (c *Cache) Fill(at *Slot, build func() *Document) *Document {
	return c.fillKeyed(at, Key{}, build)
}

func (c *Cache) fillKeyed(at *Slot, key Key, build func() *Document) *Document {
	for {
		c.mu.Lock()
		if d := at.Peek(); d != nil {
			c.mu.Unlock()
			return d
		}
		f, ok := c.making[at]
		if !ok {
			f = &flight{done: make(chan struct{})}
			c.making[at] = f
			c.mu.Unlock()
			return c.build(at, key, f, build)
		}
		c.mu.Unlock()
		<-f.done
		if f.doc != nil {
			return f.doc
		}
	}
}

// land makes the document, and tells those who wait even where making it panics.
func (c *Cache) build(at *Slot, key Key, f *flight, build func() *Document) *Document {
	c.building.Add(1)
	defer func() {
		c.building.Add(-1)
		c.mu.Lock()
		delete(c.making, at)
		if f.doc == nil && key != (Key{}) && c.byKey[key] == at {
			delete(c.byKey, key)
		}
		c.mu.Unlock()
		close(f.done)
	}()
	d := build()
	if d == nil {
		return nil
	}
	d.key, d.cache = key, c
	weight := d.weight() // before anybody sees the document and asks for a body
	c.built.Add(1)
	c.mu.Lock()
	d.slot, d.kept = at, true
	c.clock = append(c.clock, d)
	at.held.Store(d)
	c.add(d, weight)
	c.mu.Unlock()
	f.doc = d
	return d
}

// move takes the document of one slot to another. Who has the first goes on having it there.
func (c *Cache) Move(from, to *Slot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d := from.Peek(); d != nil && d.kept {
		d.slot = to
		to.held.Store(d)
	}
}

// reserve takes bytes off the bound, for what shares it with the documents.
func (c *Cache) Reserve(bytes int64) {
	c.mu.Lock()
	c.limit -= bytes
	c.mu.Unlock()
}

// busy says whether documents are being made.
func (c *Cache) Busy() bool { return c.building.Load() > 0 }

// cacheStats are figures about a cache.
type Stats struct {
	Bytes, Limit  int64
	Made, Dropped uint64 // documents made, and let go of because of the bound
}

func (c *Cache) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Stats{c.bytes, c.limit, c.built.Load(), c.dropped.Load()}
}

// grow tells the cache that a document holds more bytes than before, or fewer.
func (c *Cache) grow(d *Document, by int) {
	c.mu.Lock()
	if d.kept {
		c.add(d, by)
	}
	c.mu.Unlock()
}

// add accounts for bytes of a document, and lets go of others until the bound holds.
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
			c.drop(next)
		}
		if c.hand > 1024 && c.hand > len(c.clock)/2 {
			c.clock = append(c.clock[:0], c.clock[c.hand:]...)
			c.hand = 0
		}
	}
}

// drop lets go of a document. Who holds it may go on reading it.
func (c *Cache) drop(d *Document) {
	d.kept = false
	c.bytes -= int64(d.size)
	c.dropped.Add(1)
	at := d.slot
	at.held.CompareAndSwap(d, nil)
	if d.key != (Key{}) && c.byKey[d.key] == at {
		delete(c.byKey, d.key)
	}
}

// maxUses is how many turns a document outlives that was asked for often.
const maxUses = 3

// touch notes that a document was asked for. What is popular is not written to, so that cores do not fight over it.
func (d *Document) touch() {
	if uses := d.uses.Load(); uses < maxUses {
		d.uses.Store(uses + 1)
	}
}
