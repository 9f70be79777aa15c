package background

import "time"

// A reload works for about paceWork at a time, and then rests for paceRest, so that readers who wait go first. To yield the processor alone
// would not do: Go's scheduler looks for what the network brought only where nothing else can run, or every 10 ms.
const (
	throttleWork = 500 * time.Microsecond
	throttleRest = time.Millisecond
)

// pace lets readers go first between the steps of a reload. A nil pace does not rest: there are no readers yet.
type Throttle struct{ since time.Time }

func NewThrottle() *Throttle { return &Throttle{time.Now()} }

// step stands between two pieces of work.
func (p *Throttle) Pause() {
	if p != nil && time.Since(p.since) > throttleWork {
		time.Sleep(throttleRest)
		p.since = time.Now()
	}
}
