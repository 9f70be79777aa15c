package background

import (
	"runtime"
	"time"
)

// idleWait is how long after the process was busy it is looked at again.
const idleWait = 100 * time.Millisecond

// awaitIdle waits until the process left three quarters of its processors unused for the time of one look, so that what can wait takes no
// reader's time; used gives how long it has kept processors busy. It gives up, and gives false, once keep says no. Where it cannot be known what the process does it waits for one look only.
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
