package store

import (
	"crypto/sha256"
	"time"
)

// Kept is the last good version of one file of a tree, to be kept over a restart.
type Kept struct {
	Tree     string // which of the trees, for example "content"
	Path     string // inside it
	Gone     bool   // nothing is kept of the file any more
	Sum      [sha256.Size]byte
	Size     int64     // of the file in the tree, and its time, as they were when it was good; 0 where another version stood in the tree
	Modified time.Time // the zero time where it is not known
	Notes    []byte    // what else is to be remembered of the file

	Load func() ([]byte, error) // returns what the file held; nil where only notes are kept
}
