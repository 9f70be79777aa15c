package site

import "time"

// A reload works for about paceWork at a time, and then rests for paceRest, so that readers who wait go first. To yield the processor alone
// would not do: Go's scheduler looks for what the network brought only where nothing else can run, or every 10 ms.
const (
	paceWork = 500 * time.Microsecond
	paceRest = time.Millisecond
)

// pace lets readers go first between the steps of a reload. A nil pace does not rest: there are no readers yet.
type pace struct{ since time.Time }

func newPace() *pace { return &pace{time.Now()} }

// step stands between two pieces of work.
func (p *pace) step() {
	if p != nil && time.Since(p.since) > paceWork {
		time.Sleep(paceRest)
		p.since = time.Now()
	}
}
