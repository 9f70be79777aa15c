package folder

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

func exchange(a, b string) error {
	return rename2(a, b, unix.RENAME_EXCHANGE, exchangeByLinks)
}

func move(from, to string) error {
	return rename2(from, to, unix.RENAME_NOREPLACE, moveByLink)
}

// rename2 renames with flags, or otherwise where the file system does not know them.
func rename2(a, b string, flags uint, otherwise func(a, b string) error) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, flags)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS):
		return otherwise(a, b)
	}
	return &os.LinkError{Op: "rename", Old: a, New: b, Err: err}
}

// lease does what [disk.lease] says.
//
// A read lease is enough: unlike a write lease it is given beside readers, the server for example, and it too is broken by whoever opens for writing.
func lease(file *os.File) (held bool, err error) {
	_, err = unix.FcntlInt(file.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
	if errors.Is(err, unix.EAGAIN) {
		return false, inUse{}
	}
	return err == nil, nil
}

// leaseWanted reports whether somebody waits to write to a file whose lease is held.
func leaseWanted(file *os.File) bool {
	kind, err := unix.FcntlInt(file.Fd(), unix.F_GETLEASE, 0)
	return err != nil || kind != unix.F_RDLCK
}
