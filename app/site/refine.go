package site

import (
	"time"
	"weak"
)

// refinePause lets readers who ask for much at once, as after a start, go first.
const refinePause = 2 * time.Second

// refineLook is how long it is looked before each body whether the process has time for it.
const refineLook = 40 * time.Millisecond

// refinement is a body that may be made smaller.
type refinement struct {
	document weak.Pointer[Document] // what was let go meanwhile is not worth the work, nor the memory while it waits
	coding   Coding
}

// refine asks for a body to be compressed as well as can be. Where too many wait already it stays as it is.
func (c *documentCache) refine(d *Document, coding Coding) {
	select {
	case c.refined <- refinement{weak.Make(d), coding}:
		if c.refining.CompareAndSwap(false, true) {
			go c.refineAll()
		}
	default:
	}
}

// refineAll compresses what waits, one after the other, until nothing does. It works only where a processor has nothing better to do.
func (c *documentCache) refineAll() {
	defer c.refining.Store(false)
	time.Sleep(refinePause)
	for {
		select {
		case r := <-c.refined:
			if !awaitIdle(processorTime, refineLook, func() bool { return r.document.Value() != nil }) {
				continue
			}
			start := time.Now()
			if d := r.document.Value(); d != nil {
				d.refine(r.coding)
			}
			time.Sleep(time.Since(start))
		default:
			return
		}
	}
}
