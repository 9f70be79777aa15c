package site

import (
	"runtime"
	"testing"
	"time"
)

// TestWhatCanWaitWaits keeps every processor busy, and then none.
func TestWhatCanWaitWaits(t *testing.T) {
	if processorTime() == 0 {
		t.Skip("here nobody knows what the process does")
	}
	stop := make(chan struct{})
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
			}
		}()
	}
	asked := 0
	if awaitIdle(20*time.Millisecond, func() bool { asked++; return asked <= 3 }) {
		t.Error("a busy process passed for an idle one")
	}
	close(stop)
	end := time.Now().Add(20 * time.Second)
	if !awaitIdle(20*time.Millisecond, func() bool { return time.Now().Before(end) }) {
		t.Error("an idle process passed for a busy one for 20 s")
	}
}
