package folder

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/parlance/parlance/app/store"
)

var errTooLarge = fmt.Errorf("the file is larger than %d MB", store.MaxFileSize>>20)

// Append implements [store.Store].
func (f *Folder) Append(name string, lines func(now []byte) ([]byte, error)) error {
	path, err := f.resolve(name)
	if err != nil {
		return f.failed("writing", name, err)
	}
	release, err := f.lock() // so that nobody replaces the file meanwhile
	if err != nil {
		return err
	}
	defer release()
	a := appender{disk: f.disk, path: path, dirMode: 0o755, fileMode: 0o644, maxSize: store.MaxFileSize, full: errTooLarge}
	return f.failed("writing", name, a.append(func(file *os.File) ([]byte, error) {
		now, err := io.ReadAll(io.LimitReader(file, store.MaxFileSize+1))
		if err != nil {
			return nil, err
		}
		if len(now) > store.MaxFileSize {
			return nil, errTooLarge
		}
		added, err := lines(now)
		if err == nil && len(added) > 0 && !bytes.HasSuffix(added, []byte("\n")) {
			err = errors.New("what is added must end with a line end")
		}
		return added, err
	}))
}

// appender appends whole lines to one file. The file is locked, so that nobody else appends meanwhile; if its last line is torn, as a crash leaves
// it, a new line is begun first; what is added is written at once and synced; and of an append that fails nothing stays in the file.
type appender struct {
	disk              disk
	path              string
	dirMode, fileMode fs.FileMode // of what is made where there is none
	maxSize           int64       // in bytes
	full              error       // returned if the file would grow beyond maxSize
	keep              int         // how many full files are kept, of which this one is the next; 0: it may not be full
	told              func(full string, removed []string)
}

// append adds what lines returns, which may read the file before. It adds nothing if lines returns nothing, or an error, which append then returns.
func (a appender) append(lines func(file *os.File) ([]byte, error)) error {
	for range 10 {
		if done, err := a.try(lines); done || err != nil {
			return err
		}
	}
	return store.ErrChanged
}

// try appends once. done is false if somebody replaced the file meanwhile, so that what was added is in none that has its name.
func (a appender) try(lines func(*os.File) ([]byte, error)) (done bool, err error) {
	if err := a.disk.makeFolder(filepath.Dir(a.path), a.dirMode); err != nil {
		return false, err
	}
	_, missing := os.Stat(a.path)
	var file *os.File
	err = a.disk.do("open", a.path, func() (err error) {
		file, err = os.OpenFile(a.path, os.O_RDWR|os.O_APPEND|os.O_CREATE|nonblocking, a.fileMode)
		return err
	})
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if missing != nil {
		giveToOwnerOf(filepath.Dir(a.path), a.path)
	}
	if err := waitForLock(file, a.path); err != nil {
		return false, err
	}
	if same, err := inPlace(file, a.path); err != nil || !same {
		return false, err
	}
	added, err := lines(file)
	if err != nil || len(added) == 0 {
		return true, err
	}
	err = a.write(file, added)
	if info, failed := file.Stat(); failed == nil && a.keep > 0 && info.Size() > 0 && errors.Is(err, a.full) {
		return false, a.rotate()
	}
	if err == nil && missing != nil {
		err = a.disk.syncFolder(filepath.Dir(a.path))
	}
	if err != nil {
		return false, err
	}
	return inPlace(file, a.path) // an editor that replaced the file knows nothing of what was added
}

// inPlace reports whether the open file is still the one of that name.
func inPlace(file *os.File, name string) (bool, error) {
	opened, err := file.Stat()
	if err == nil && opened.Mode()&fs.ModeNamedPipe != 0 {
		err = errNoFile
	}
	if err != nil {
		return false, err
	}
	now, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(opened, now), err
}

// write adds lines to the locked file. What was written of them is taken back if it fails.
func (a appender) write(file *os.File, lines []byte) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	size := info.Size()
	if size > 0 {
		var last [1]byte
		if _, err := file.ReadAt(last[:], size-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			lines = append([]byte("\n"), lines...)
		}
	}
	if size+int64(len(lines)) > a.maxSize {
		return a.full
	}
	err = a.disk.do("write", a.path, func() error { _, err := file.Write(lines); return err })
	if err == nil {
		err = a.disk.do("sync", a.path, file.Sync)
	}
	if err == nil {
		return nil
	}
	return errors.Join(err, a.takeBack(file, size, lines))
}

// takeBack makes the file as long as it was, unless somebody who knows no lock wrote to it after that.
func (a appender) takeBack(file *os.File, size int64, lines []byte) error {
	info, err := file.Stat()
	if err != nil || info.Size() <= size {
		return err
	}
	tail := make([]byte, info.Size()-size)
	if _, err := file.ReadAt(tail, size); err != nil || !bytes.HasPrefix(lines, tail) {
		return err
	}
	return a.disk.do("truncate", a.path, func() error { return file.Truncate(size) })
}

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
