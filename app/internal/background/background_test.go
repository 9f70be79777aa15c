package background

import (
	"runtime"
	"testing"
	"time"
)

// TestWhatCanWaitWaits while the process keeps half of its processors busy, and no longer.
func TestWhatCanWaitWaits(t *testing.T) {
	began := time.Now()
	busy := func() time.Duration { return time.Since(began) * time.Duration(runtime.GOMAXPROCS(0)) / 2 }
	asked := 0
	if AwaitIdle(busy, time.Millisecond, func() bool { asked++; return asked <= 3 }) {
		t.Error("a busy process passed for an idle one")
	}
	idle := func() time.Duration { return time.Since(began) * time.Duration(runtime.GOMAXPROCS(0)) / 8 }
	if !AwaitIdle(idle, time.Millisecond, func() bool { return true }) {
		t.Error("an idle process passed for a busy one")
	}
	if AwaitIdle(idle, time.Millisecond, func() bool { return false }) {
		t.Error("nobody wants it any more, and it is done")
	}
}

func TestProcessorTimeGrowsWithWork(t *testing.T) {
	before := ProcessorTime()
	for n := 0; ProcessorTime() == before; n++ {
		if n > 1e9 {
			t.Skip("here nobody knows what the process does")
		}
	}
}
