package document

import (
	"sync"
	"sync/atomic"
)

const (
	defaultCacheSize = 256 << 20 // the bound of a cache for which no other is set, in bytes
	documentOverhead = 1 << 10   // roughly what a document takes beside its bytes
)

// Cache keeps documents, and values of other kinds (see [Value]), within one bound of bytes. It evicts by the algorithm CLOCK with a counter:
// everything has a small count of uses, and what has used it up when the hand reaches it is evicted.
type Cache struct {
	limit int64

	mu       sync.Mutex
	bytes    int64
	clock    []*entry // a queue; the hand points at the next to be looked at
	hand     int
	byKey    map[Key]*Slot // slots of documents that the cache itself holds
	making   map[*Slot]*flight
	queue    chan recompression
	running  atomic.Bool  // recompressAll runs
	building atomic.Int64 // what is being made
	built    atomic.Uint64
	evicted  atomic.Uint64
}

// Slot is the place of one document. It is empty until the document is made, and again when it has been evicted.
type Slot struct{ held atomic.Pointer[Document] }

// Get returns the document, and nil if the slot is empty. It counts the use, up to a bound, so that processors do not contend for the count.
func (s *Slot) Get() *Document {
	d := s.held.Load()
	if d == nil {
		return nil
	}
	d.use()
	return d
}

// Peek returns the document without counting a use, and nil if the slot is empty.
func (s *Slot) Peek() *Document { return s.held.Load() }

// flight is a document that is being made, for those who ask for it meanwhile ([golang.org/x/sync/singleflight] needs a string for each).
type flight struct {
	done chan struct{}
	doc  *Document // nil if making it failed
}

// Key names a document whose slot the cache itself holds: one of the many that few people ask for.
type Key struct {
	Serial        int // of the snapshot, so that no document of another one is taken for it
	Kind, Slug    string
	First, Second int
}

// NewCache returns a cache with a bound in bytes; 0 stands for 256 MB.
func NewCache(limit int64) *Cache {
	if limit <= 0 {
		limit = defaultCacheSize
	}
	return &Cache{limit: limit, byKey: map[Key]*Slot{}, making: map[*Slot]*flight{}, queue: make(chan recompression, 4096)}
}

// Keyed returns the document of a key, and makes it if it is not there. It is for documents that are too many to have a slot each.
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

// Fill returns the document of a slot, and makes it if the slot is empty. Whoever asks while it is being made waits for the same one.
func (c *Cache) Fill(at *Slot, build func() *Document) *Document {
	return c.fillKeyed(at, Key{}, build)
}

func (c *Cache) fillKeyed(at *Slot, key Key, build func() *Document) *Document {
	for {
		c.mu.Lock()
		d, f := at.Peek(), c.making[at]
		first := d == nil && f == nil
		if first {
			f = &flight{done: make(chan struct{})}
			c.making[at] = f
		}
		c.mu.Unlock()
		if first {
			return c.build(at, key, f, build)
		}
		if d == nil {
			<-f.done
			d = f.doc
		}
		if d != nil {
			return d
		}
	}
}

// build makes the document, and lets those who wait go on even if making it panics.
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
	weight := documentOverhead + len(d.content) // before anybody sees the document and asks for a body
	c.built.Add(1)
	c.mu.Lock()
	d.slot, d.leave = at, d.leaveSlot
	at.held.Store(d)
	c.keep(&d.entry, weight)
	c.mu.Unlock()
	f.doc = d
	return d
}

// Move puts the document of one slot into another as well, which it leaves when it is evicted. The first slot keeps it.
func (c *Cache) Move(from, to *Slot) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d := from.Peek(); d != nil && d.kept {
		d.slot = to
		to.held.Store(d)
	}
}

// Reserve lowers the bound by a number of bytes, for something else that shares it.
func (c *Cache) Reserve(bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limit -= bytes
}

// Busy reports whether documents or other values are being made.
func (c *Cache) Busy() bool { return c.building.Load() > 0 }

// Stats are figures about a cache.
type Stats struct {
	Bytes, Limit  int64
	Made, Evicted uint64 // documents and other values
}

// Stats returns the figures of the moment.
func (c *Cache) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return Stats{c.bytes, c.limit, c.built.Load(), c.evicted.Load()}
}
