// Package parallel does independent pieces of work on every processor. It promises that each piece is done exactly once, that at most
// [runtime.GOMAXPROCS] pieces run at a time, in the order of their indices as far as workers are free, and that all are done when it returns.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do calls work for every index from 0 to n-1, on all processors, and returns when every call has returned. work is called
// from several goroutines at once.
func Do(n int, work func(i int)) {
	DoWith(n, func() struct{} { return struct{}{} }, func(_ struct{}, i int) { work(i) })
}

// DoWith is [Do] for work that keeps a state of its own in each worker: begin is called once by every worker before its first index,
// and what it returns is given to each of that worker's calls of work.
func DoWith[State any](n int, begin func() State, work func(state State, i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			state := begin()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(state, i)
			}
		})
	}
	workers.Wait()
}
