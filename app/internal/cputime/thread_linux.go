package cputime

import (
	"time"

	"golang.org/x/sys/unix"
)

// thread returns the processor time that the thread has taken.
func thread() time.Duration {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now); err != nil {
		panic(err)
	}
	return time.Duration(now.Nano())
}
