package document

import (
	"sync"
	"testing"
)

func always(*int) bool { return true }

// weighing returns a function that makes a value of a weight.
func weighing(n, bytes int) func(*int) (*int, int) {
	return func(*int) (*int, int) { return &n, bytes }
}

func TestLaw8ValuesShareTheBoundOfDocuments(t *testing.T) {
	c := NewCache(64 << 10)
	var values [8]Value[int]
	var slots [60]Slot
	for i := range slots {
		if got := values[i%8].Get(c, always, weighing(i%8, 20<<10)); *got != i%8 {
			t.Fatalf("value %d is %d", i%8, *got)
		}
		c.Fill(&slots[i], func() *Document { return New("text/plain", make([]byte, 1<<10)) })
		if c.bytes > c.limit {
			t.Fatalf("%d bytes are kept, the bound is %d", c.bytes, c.limit)
		}
	}
	empty := 0
	for i := range values {
		if values[i].held.Load() == nil {
			empty++
		}
	}
	if empty < 5 {
		t.Errorf("%d of 8 values were evicted, and 3 have room", empty)
	}
}

// An index that is replaced at every reload of a site that fills no cache must not stay in memory.
func TestAReplacedValueLeavesTheCache(t *testing.T) {
	c := NewCache(0)
	var v Value[int]
	for i := range 100 {
		v.Get(c, func(n *int) bool { return *n == i }, weighing(i, 1000))
	}
	if c.bytes != 1000 || len(c.clock)-c.hand != 1 {
		t.Errorf("%d bytes of %d entries are kept", c.bytes, len(c.clock)-c.hand)
	}
}

func TestAMovedValueLeavesItsNewPlace(t *testing.T) {
	c := NewCache(10_000)
	var from, to Value[int]
	from.Get(c, always, weighing(1, 6000))
	from.MoveTo(&to, c)
	var other Value[int]
	for range maxUses + 2 {
		other.Get(c, always, weighing(2, 6000))
	}
	if to.held.Load() != nil || from.held.Load() == nil || c.bytes != 6000 {
		t.Errorf("%d bytes are kept", c.bytes)
	}
}

func TestAValueIsMadeOnceForAllWhoAsk(t *testing.T) {
	c := NewCache(0)
	var v Value[int]
	var made int
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			v.Get(c, always, func(*int) (*int, int) { made++; return &made, 1 })
		})
	}
	readers.Wait()
	if made != 1 {
		t.Errorf("made %d times", made)
	}
}
