package folder

import (
	"errors"
	"fmt"
	"os"
	"sync"
)

// Log is a file outside the trees that only grows, line by line. The file and its folder are made with the first line, readable by the owner
// and the group alone. It is safe for concurrent use, by several processes too.
type Log struct {
	file appender
	turn sync.Mutex // where the system has no lock for files, goroutines exclude each other at least
}

// ErrFull is the error if a log would grow beyond its largest size.
var ErrFull = errors.New("the file is as large as it may be: move it to a place where it is kept, and a new one is begun")

// NewLog returns the log in the file of that path, which may grow to maxSize bytes. Nothing is touched yet.
func NewLog(path string, maxSize int64) *Log {
	return &Log{file: appender{path: path, dirMode: 0o750, fileMode: 0o640, maxSize: maxSize, full: ErrFull}}
}

// Append adds one line, which must hold no line end, and returns once it is on the disk. What the file holds is never touched: a torn last line stays
// as it is, and of an append that fails nothing stays. The error is [ErrFull] if the file would grow too large.
func (l *Log) Append(line []byte) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	whole := append(append(make([]byte, 0, len(line)+1), line...), '\n')
	if err := l.file.append(func(*os.File) ([]byte, error) { return whole, nil }); err != nil {
		return fmt.Errorf("writing %s: %w", l.file.path, err)
	}
	return nil
}
