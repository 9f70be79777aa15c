// Package background keeps work that can wait out of the way of readers: it waits for an idle process, and rests between pieces of work.
package background

import (
	"runtime"
	"time"
)

// idleWait is the time between two looks at a busy process.
const idleWait = 100 * time.Millisecond

// AwaitIdle waits until the process has left three quarters of its processors unused for the time of one look, and reports whether it has:
// false once keep returns false. used returns the processor time that the process has used, for example [ProcessorTime]; if that cannot be
// known, one look is all it waits for.
func AwaitIdle(used func() time.Duration, look time.Duration, keep func() bool) bool {
	processors := time.Duration(runtime.GOMAXPROCS(0))
	for keep() {
		start, before := time.Now(), used()
		time.Sleep(look)
		if took := time.Since(start); used()-before <= processors*took/4 {
			return keep()
		}
		time.Sleep(idleWait)
	}
	return false
}

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
