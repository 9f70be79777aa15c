//go:build unix

package background

import (
	"syscall"
	"time"
)

// ProcessorTime gives how long the process has kept processors busy.
func ProcessorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
