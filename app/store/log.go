package store

import "io/fs"

// Log is a file outside of the trees that grows line by line, and what it held before it became full. It is safe for concurrent use, by several
// processes too.
type Log interface {
	// AppendLines adds lines, which hold no line end, all or none of them, and returns once they outlive a crash.
	AppendLines(lines [][]byte) error

	// Each calls yield with all files of the log and what they hold, the oldest first. A line may be torn, as a crash leaves it.
	Each(yield func(path string, data []byte)) error

	// After returns the whole lines that were added behind a mark, and the mark behind them. ok is false where that cannot be told, as at the zero
	// Mark: then the log is to be read as a whole, and next is a mark of before that.
	After(m Mark) (added []byte, next Mark, ok bool, err error)

	// Rewrite replaces lines: line is given each, and returns what shall stand there. It may be called again with the same line.
	Rewrite(line func(line []byte) []byte) error
}

// Author is who wrote a line of a log.
type Author struct {
	Name    string `json:"name,omitempty"`
	Account string `json:"account,omitempty"` // fingerprints of what the person signs in with, with spaces between them
}

// Span is where something stands in a file.
type Span struct {
	Offset int64
	Length int // in bytes
}

// Mark is a place in a log.
type Mark struct {
	File fs.FileInfo // nil for none
	Size int64       // of what stands before it
}
