package document

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestLaw8TheCacheHoldsItsBound(t *testing.T) {
	c := NewCache(64 << 10)
	slots := make([]Slot, 200)
	often := c.Fill(&slots[0], func() *Document { return New("text/plain", make([]byte, 1<<10)) })
	for i := range slots {
		slots[0].Get()
		c.Fill(&slots[i], func() *Document { return New("text/plain", make([]byte, 1<<10)) })
		if c.bytes > c.limit {
			t.Fatalf("%d bytes are kept, the bound is %d", c.bytes, c.limit)
		}
	}
	if slots[0].Peek() != often {
		t.Error("the document that is asked for most was let go")
	}
	kept := int64(0)
	for i := range slots {
		if d := slots[i].Peek(); d != nil {
			kept += int64(d.size)
		}
	}
	if kept != c.bytes || c.evicted.Load() == 0 {
		t.Errorf("%d bytes stand in slots, %d are accounted for, %d documents were let go", kept, c.bytes, c.evicted.Load())
	}
}

func TestADocumentIsMadeOnceForAllWhoAsk(t *testing.T) {
	c := NewCache(0)
	var at Slot
	var made atomic.Int32
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			c.Fill(&at, func() *Document {
				made.Add(1)
				time.Sleep(time.Millisecond)
				return New("text/plain", nil)
			})
		})
	}
	readers.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}

func TestAPanicLeavesNobodyWaiting(t *testing.T) {
	c := NewCache(0)
	var at Slot
	func() {
		defer func() { recover() }()
		c.Fill(&at, func() *Document { panic("no") })
	}()
	if c.Fill(&at, func() *Document { return New("text/plain", nil) }) == nil {
		t.Error("no document after a panic")
	}
}
