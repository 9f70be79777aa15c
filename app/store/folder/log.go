package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/parlance/parlance/app/store"
)

// Log is a file that only grows, line by line. The file and its folder are made when the first line comes.
type Log struct {
	path string
	most int64
	turn sync.Mutex
}

// ErrFull says that a log is as large as it may be.
var ErrFull = errors.New("the file is as large as it may be: move it to a place where it is kept, and a new one is begun")

// NewLog gives the log in the file of that path, which may grow to most bytes. Nothing is touched yet.
func NewLog(path string, most int64) *Log { return &Log{path: path, most: most} }

// Append adds one line, which must hold no line end, and returns once it is on the disk. What the file holds is never touched. Where the
// last line is torn, as a crash leaves it, a new line is begun first. Where the disk takes only a part, that part is taken back.
// It is an error, [ErrFull], where the file would grow too large.
func (l *Log) Append(line []byte) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	for range 10 {
		done, err := l.append(line)
		if err != nil {
			return fmt.Errorf("writing %s: %w", l.path, err)
		}
		if done {
			return nil
		}
	}
	return fmt.Errorf("writing %s: %w", l.path, store.ErrChanged)
}

// append does it once. done is false where somebody moved the file away before anything was written.
func (l *Log) append(line []byte) (done bool, err error) {
	if err := os.MkdirAll(filepath.Dir(l.path), 0o750); err != nil {
		return false, err
	}
	_, missing := os.Stat(l.path)
	file, err := os.OpenFile(l.path, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o640)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := lock(file); err != nil {
		return false, err
	}
	if same, err := inPlace(file, l.path); err != nil || !same {
		return false, err
	}
	if err := l.add(file, line); err != nil {
		return false, err
	}
	if missing != nil {
		return true, syncFolder(filepath.Dir(l.path))
	}
	return true, nil
}

// add writes the line at once and syncs it. The file is locked.
func (l *Log) add(file *os.File, line []byte) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	size := info.Size()
	text := make([]byte, 0, len(line)+2)
	if size > 0 {
		var last [1]byte
		if _, err := file.ReadAt(last[:], size-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			text = append(text, '\n')
		}
	}
	text = append(append(text, line...), '\n')
	if size+int64(len(text)) > l.most {
		return ErrFull
	}
	if n, err := file.Write(text); err != nil {
		if n > 0 {
			err = errors.Join(err, file.Truncate(size))
		}
		return err
	}
	return file.Sync()
}
