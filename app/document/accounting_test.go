package document

import (
	"bytes"
	"sync"
	"testing"
)

// Documents are made, compressed, moved and let go of at the same time, and the cache still knows how many bytes it holds (law 8).
func TestAccountingHoldsWhileDocumentsMove(t *testing.T) {
	c := NewCache(64 << 10)
	content := bytes.Repeat([]byte("<p>One of many sentences.</p>\n"), 40)
	rounds := make([][]Slot, 8)
	for i := range rounds {
		rounds[i] = make([]Slot, 60)
	}
	for r := range rounds {
		var readers sync.WaitGroup
		for g := range 4 {
			readers.Go(func() {
				for i := range rounds[r] {
					at := &rounds[r][(i*7+g*13)%len(rounds[r])]
					d := at.Get()
					if d == nil {
						d = c.Fill(at, func() *Document { return New("text/html", bytes.Clone(content)) })
					}
					d.Body(Gzip)
					d.Body(Identity)
				}
			})
		}
		if r > 0 {
			readers.Go(func() {
				for i := range rounds[r] {
					c.Move(&rounds[r-1][i], &rounds[r][i])
				}
			})
		}
		readers.Wait()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := int64(0)
	for _, d := range c.clock[c.hand:] {
		if d.kept {
			kept += int64(d.size)
		}
	}
	if kept != c.bytes || c.bytes > c.limit {
		t.Errorf("%d bytes are kept, %d are accounted for, the bound is %d", kept, c.bytes, c.limit)
	}
}
