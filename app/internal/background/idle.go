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
