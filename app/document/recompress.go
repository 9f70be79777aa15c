package document

import (
	"time"
	"weak"

	"github.com/parlance/parlance/app/internal/background"
)

// recompressPause lets readers who ask for much at once, as after a start, go first.
const recompressPause = 2 * time.Second

// recompressLook is how long the process must have been idle before each body.
const recompressLook = 40 * time.Millisecond

// recompression is a body that may be made smaller.
type recompression struct {
	document weak.Pointer[Document] // an evicted one is not worth the work, nor the memory while it waits
	coding   Coding
}

// recompress queues a body to be compressed again. If too many wait already, it stays as it is.
func (c *Cache) recompress(d *Document, coding Coding) {
	select {
	case c.queue <- recompression{weak.Make(d), coding}:
		if c.running.CompareAndSwap(false, true) {
			go c.recompressAll()
		}
	default:
	}
}

// recompressAll works through the queue until it is empty, while the process is idle.
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
