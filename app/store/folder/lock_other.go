//go:build !unix

package folder

import "os"

// lock does nothing where the system has no flock: one write to a file opened for appending is still whole.
func lock(*os.File) error { return nil }
