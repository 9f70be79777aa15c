//go:build unix

package folder

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// nonblocking is the flag with which opening a pipe does not wait.
const nonblocking = syscall.O_NONBLOCK

// tryLock reports whether nobody else has locked the file or folder, and locks it. Closing it, or the end of the process, releases the lock. Where the file
// system has no locks for it, everybody gets one.
func tryLock(file *os.File) bool {
	return !errors.Is(syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

// ownerOf returns who a file belongs to.
func ownerOf(info fs.FileInfo) (uid, gid int, ok bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return int(s.Uid), int(s.Gid), true
}

// isWritable reports whether this account may write to a file.
func isWritable(path string) bool {
	const write = 2
	return !errors.Is(syscall.Access(path, write), syscall.EACCES)
}
