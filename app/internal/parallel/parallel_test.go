package parallel

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
)

func TestDoCallsEveryIndexOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		calls := make([]atomic.Int64, n)
		Do(n, func(i int) { calls[i].Add(1) })
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("%d pieces: index %d was called %d times", n, i, got)
			}
		}
	}
}

func TestDoRunsAtMostOnePieceAProcessor(t *testing.T) {
	var running, most atomic.Int64
	Do(200, func(int) {
		for now := running.Add(1); ; {
			if seen := most.Load(); now <= seen || most.CompareAndSwap(seen, now) {
				break
			}
		}
		runtime.Gosched()
		running.Add(-1)
	})
	if got := int(most.Load()); got > runtime.GOMAXPROCS(0) {
		t.Errorf("%d pieces ran at once on %d processors", got, runtime.GOMAXPROCS(0))
	}
}

func TestDoWithGivesEachWorkerItsOwnState(t *testing.T) {
	type worker struct{ calls int }
	var workers, calls atomic.Int64
	DoWith(500, func() *worker { workers.Add(1); return &worker{} }, func(w *worker, _ int) {
		w.calls++ // the race detector tells if two workers share it
		calls.Add(1)
	})
	if got := int(workers.Load()); got > runtime.GOMAXPROCS(0) || calls.Load() != 500 {
		t.Errorf("got %d workers and %d calls", got, calls.Load())
	}
}

func ExampleDo() {
	squares := make([]int, 5)
	Do(len(squares), func(i int) { squares[i] = i * i })
	fmt.Println(squares)
	// Output: [0 1 4 9 16]
}
