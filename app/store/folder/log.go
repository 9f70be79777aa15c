package folder

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/parlance/parlance/app/store"
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

// Read returns what the log holds, nothing where it is not begun.
func (l *Log) Read() ([]byte, error) {
	dir, name := filepath.Split(l.file.path)
	data, err := store.ReadAtMost(os.DirFS(cmp.Or(dir, ".")), name, l.file.maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", l.file.path, err)
	}
	return data, nil
}

// OwnerOnly makes the log one that nobody but its owner may read (mode 0600), because it holds names of persons: a file that others may read, one that was
// copied from elsewhere for example, is closed to them before the next line. It returns the log, and must be called before anything else.
func (l *Log) OwnerOnly() *Log {
	l.file.fileMode, l.file.ownerOnly = 0o600, true
	return l
}

// Append adds one line, which must hold no line end, and returns once it is on the disk. What the file holds is never touched: a torn last line stays
// as it is, and of an append that fails nothing stays. The error is [ErrFull] if the file would grow too large.
func (l *Log) Append(line []byte) error { return l.AppendLines([][]byte{line}) }

// AppendLines adds lines as [Log.Append] does, all or none of them.
func (l *Log) AppendLines(lines [][]byte) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	var whole []byte
	for _, line := range lines {
		whole = append(append(whole, line...), '\n')
	}
	if err := l.file.append(func(*os.File) ([]byte, error) { return whole, nil }); err != nil {
		return fmt.Errorf("writing %s: %w", l.file.path, err)
	}
	return nil
}
