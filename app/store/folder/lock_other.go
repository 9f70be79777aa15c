//go:build !unix

package folder

import "os"

// nonblocking is the flag with which opening a pipe does not wait.
const nonblocking = 0

// lock does nothing where the system has no flock: one write to a file opened for appending is still whole.
func lock(*os.File) error { return nil }
