//go:build !linux

package store

import "io/fs"

// idOf tells nothing: a file of the same length and time counts as the same.
func idOf(fs.FileInfo) (id fileID) { return id }
