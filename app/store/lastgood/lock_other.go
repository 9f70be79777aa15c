//go:build !unix

package lastgood

import "os"

// tryLock takes every lock where the system has no flock: give each server its own folder of data.
func tryLock(*os.File) (taken bool, err error) { return true, nil }
