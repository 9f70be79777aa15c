//go:build unix

package lastgood

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock of a file unless another process has it. Closing the file, or the end of the process, releases it.
func tryLock(file *os.File) (taken bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
