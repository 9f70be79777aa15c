package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// exchange puts a folder into the place of another, which takes its own. Where the file system cannot do both at once, the other stands at old for the moment
// between two renames, from which the next run brings it back.
func exchange(next, path, old string) error {
	err := unix.Renameat2(unix.AT_FDCWD, next, unix.AT_FDCWD, path, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return os.Rename(next, path)
	case errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS):
		return renameBoth(next, path, old)
	}
	return &os.LinkError{Op: "rename", Old: next, New: path, Err: err}
}
