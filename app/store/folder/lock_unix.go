//go:build unix

package folder

import (
	"os"
	"syscall"
)

// lock waits until nobody else appends to the file. Closing the file, or the end of the process, releases the lock.
func lock(file *os.File) error { return syscall.Flock(int(file.Fd()), syscall.LOCK_EX) }

// nonblocking is the flag with which opening a pipe does not wait.
const nonblocking = syscall.O_NONBLOCK
