package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parlance/parlance/app/store"
)

// Rewrite replaces lines of all files of the log, for what must not stay in them. line is given each line without its end, a torn last one too, and returns
// what shall stand there; it may be called again with the same line where a file was replaced meanwhile. Each file is replaced as a whole or not at
// all, nobody can append to it meanwhile, and its mode and owner stay. On an error the files before are rewritten, and Rewrite may be called again.
func (l *Log) Rewrite(line func(line []byte) []byte) error {
	l.turn.Lock()
	defer l.turn.Unlock()
	for {
		files, last, err := numbered(l.file.path)
		if err != nil {
			return err
		}
		for _, path := range append(files, l.file.path) {
			a := l.file
			a.path = path
			if err := a.rewrite(line); err != nil {
				return fmt.Errorf("rewriting %s: %w", path, err)
			}
		}
		if _, now, err := numbered(l.file.path); err != nil || now == last { // otherwise a file became full meanwhile
			return err
		}
	}
}

func (a appender) rewrite(line func([]byte) []byte) error {
	for range 10 {
		if done, err := a.tryRewriting(line); done || err != nil {
			return err
		}
	}
	return store.ErrChanged
}

// tryRewriting rewrites the file once. done is false if somebody replaced it meanwhile.
func (a appender) tryRewriting(line func([]byte) []byte) (done bool, err error) {
	file, err := os.OpenFile(a.path, os.O_RDWR|nonblocking, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	} else if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if a.ownerOnly {
		a.closeToOthers(file)
	}
	if err := waitForLock(file, a.path); err != nil {
		return false, err
	}
	if same, err := inPlace(file, a.path); err != nil || !same {
		return false, err
	}
	before, err := io.ReadAll(io.LimitReader(file, a.maxSize+1))
	if err == nil && int64(len(before)) > a.maxSize {
		err = errTooLarge
	}
	if err != nil {
		return false, err
	}
	after := rewritten(before, line)
	if bytes.Equal(before, after) {
		return true, nil
	}
	return true, a.replaceLocked(file, after)
}

// rewritten returns data with each of its lines as line returns it.
func rewritten(data []byte, line func([]byte) []byte) (all []byte) {
	for whole := range bytes.Lines(data) {
		text := bytes.TrimSuffix(whole, []byte("\n"))
		all = append(append(all, line(text)...), whole[len(text):]...)
	}
	return all
}

// replaceLocked puts another file in the place of one that is locked: whoever waits to append to it looks for the one that has its name then.
func (a appender) replaceLocked(file *os.File, data []byte) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	beside := filepath.Join(filepath.Dir(a.path), "."+filepath.Base(a.path)+".new")
	var next *os.File
	err = a.disk.do("open", beside, func() (err error) {
		next, err = os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|nonblocking, info.Mode().Perm())
		return err
	})
	if err != nil {
		return err
	}
	giveToOwnerOf(a.path, beside)
	err = a.disk.write(next, data)
	if err == nil {
		err = a.disk.do("rename", a.path, func() error { return os.Rename(beside, a.path) })
	}
	if err != nil {
		return errors.Join(err, a.disk.remove(beside))
	}
	return a.disk.syncFolder(filepath.Dir(a.path))
}
