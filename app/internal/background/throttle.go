package background

import "time"

// Work goes on for about throttleWork at a time and then rests for throttleRest, so that readers who wait go first. To yield the processor
// is not enough: Go's scheduler looks at the network only if nothing else can run, or every 10 ms.
const (
	throttleWork = 500 * time.Microsecond
	throttleRest = time.Millisecond
)

// Throttle rests between pieces of work. A nil Throttle does not rest.
type Throttle struct{ since time.Time }

// NewThrottle returns a throttle for work that begins now.
func NewThrottle() *Throttle { return &Throttle{time.Now()} }

// Pause is called between two pieces of work. It rests if enough was done.
func (p *Throttle) Pause() {
	if p != nil && time.Since(p.since) > throttleWork {
		time.Sleep(throttleRest)
		p.since = time.Now()
	}
}
