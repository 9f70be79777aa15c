//go:build unix

package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// tryLock locks a folder for this process, until it is closed, and reports whether nobody else has.
func tryLock(dir *os.File) bool { return unix.Flock(int(dir.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil }
