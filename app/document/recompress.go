package document

import (
	"time"
	"weak"

	"github.com/parlance/parlance/app/internal/background"
)

// refinePause lets readers who ask for much at once, as after a start, go first.
const recompressPause = 2 * time.Second

// refineLook is how long it is looked before each body whether the process has time for it.
const recompressLook = 40 * time.Millisecond

// refinement is a body that may be made smaller.
type recompression struct {
	document weak.Pointer[Document] // what was let go meanwhile is not worth the work, nor the memory while it waits
	coding   Coding
}

// refine asks for a body to be compressed as well as can be. Where too many wait already it stays as it is.
func (c *Cache) recompress(d *Document, coding Coding) {
	select {
	case c.queue <- recompression{weak.Make(d), coding}:
		if c.running.CompareAndSwap(false, true) {
			go c.recompressAll()
		}
	default:
	}
}

// refineAll compresses what waits, one after the other, until nothing does. It works only where a processor has nothing better to do.
func (c *Cache) recompressAll() {
	defer c.running.Store(false)
	time.Sleep(recompressPause)
	for {
		select {
		case r := <-c.queue:
			if !background.AwaitIdle(background.ProcessorTime, recompressLook, func() bool { return r.document.Value() != nil }) {
				continue
			}
			start := time.Now()
			if d := r.document.Value(); d != nil {
				d.recompress(r.coding)
			}
			time.Sleep(time.Since(start))
		default:
			return
		}
	}
}
