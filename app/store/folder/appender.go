package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parlance/parlance/app/store"
)

// appender appends whole lines to one file. The file is locked, so that nobody else appends meanwhile; if its last line is torn, as a crash leaves
// it, a new line is begun first; what is added is written at once and synced; and of an append that fails nothing stays in the file.
type appender struct {
	path              string
	dirMode, fileMode fs.FileMode // of what is made where there is none
	maxSize           int64       // in bytes
	full              error       // returned if the file would grow beyond maxSize
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

// try appends once. done is false if somebody replaced the file before anything was written.
func (a appender) try(lines func(*os.File) ([]byte, error)) (done bool, err error) {
	if err := os.MkdirAll(filepath.Dir(a.path), a.dirMode); err != nil {
		return false, err
	}
	_, missing := os.Stat(a.path)
	file, err := os.OpenFile(a.path, os.O_RDWR|os.O_APPEND|os.O_CREATE, a.fileMode)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := lock(file); err != nil {
		return false, err
	}
	if same, err := inPlace(file, a.path); err != nil || !same {
		return false, err
	}
	added, err := lines(file)
	if err != nil || len(added) == 0 {
		return true, err
	}
	if err := a.write(file, added); err != nil {
		return false, err
	}
	if missing != nil {
		return true, syncFolder(filepath.Dir(a.path))
	}
	return true, nil
}

// inPlace reports whether the open file is still the one of that name.
func inPlace(file *os.File, name string) (bool, error) {
	opened, err := file.Stat()
	if err != nil {
		return false, err
	}
	now, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(opened, now), err
}

// write adds lines to the locked file.
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
	n, err := file.Write(lines)
	if err == nil {
		err = file.Sync()
	}
	if err != nil {
		return errors.Join(err, takeBack(file, size, int64(n)))
	}
	return nil
}

// takeBack removes the last n bytes of a file that had size bytes before, unless somebody who knows no lock wrote behind them.
func takeBack(file *os.File, size, n int64) error {
	info, err := file.Stat()
	if err != nil || n == 0 || info.Size() != size+n {
		return err
	}
	return file.Truncate(size)
}
