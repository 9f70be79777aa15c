package cputime

import (
	"testing"
	"time"
)

// work takes time in proportion to n.
func work(n int) (sum int) {
	for i := range n {
		sum += i % 7
	}
	return sum
}

func TestWaitingTakesNoProcessorTime(t *testing.T) {
	if took := Of(func() { time.Sleep(200 * time.Millisecond) }); took > 100*time.Millisecond {
		t.Skip("this system tells only the elapsed time: ", took)
	}
	sum := 0
	small := Least(3, func() { sum += work(1_000_000) })
	large := Least(3, func() { sum += work(8_000_000) })
	if sum == 0 {
		t.Fatal("no work was done")
	}
	if large < 2*small || large > 32*small {
		t.Errorf("eight times the work takes %v instead of %v", large, small)
	}
}
