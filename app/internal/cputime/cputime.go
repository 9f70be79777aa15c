// Package cputime measures work for tests. What else runs on the machine does not count.
package cputime

import (
	"runtime"
	"time"
)

// Of returns the processor time that f takes on its own goroutine. Where the system cannot tell, it is the elapsed time.
func Of(f func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start := thread()
	f()
	return thread() - start
}

// Least returns the least processor time of several runs of f.
func Least(runs int, f func()) time.Duration {
	least := Of(f)
	for range runs - 1 {
		least = min(least, Of(f))
	}
	return least
}
