package store

import "errors"

// Write is one file to be written, as a pure function computed it.
type Write struct {
	Path string // inside the tree, as of [io/fs]
	Old  []byte // what the file held when it was read; nil if there was none
	New  []byte // what it shall hold
}

// ErrChanged is the error if somebody else has written a file since it was read. Nothing was written.
var ErrChanged = errors.New("somebody changed the file in the meantime; nothing was written, run the command again")
