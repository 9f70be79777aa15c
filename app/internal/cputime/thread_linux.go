package cputime

import (
	"syscall"
	"time"
)

// thread returns the processor time that the thread has taken, that of the kernel for it included (getrusage(2)).
func thread() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
