package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

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
	waitForFile(path)
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

// gitPatience is how long a file that is not there is waited for before it is made: git removes each file before it writes it anew, and gives up where it
// finds another in its place.
const gitPatience = 40 * time.Millisecond

func waitForFile(path string) {
	for end := time.Now().Add(gitPatience); time.Now().Before(end); time.Sleep(gitPatience / 20) {
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
}

// appender appends whole lines to one file. The file is locked, so that nobody else appends meanwhile; if its last line is torn, as a crash leaves
// it, a new line is begun first; what is added is written at once and synced; and of an append that fails nothing stays in the file.
type appender struct {
	disk              disk
	path              string
	dirMode, fileMode fs.FileMode // of what is made where there is none
	maxSize           int64       // in bytes
	ownerOnly         bool        // that others may not read it, also where it was there already, copied from elsewhere for example
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
	} else if a.ownerOnly {
		a.closeToOthers(file)
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
	at, err := a.write(file, added)
	if info, failed := file.Stat(); failed == nil && a.keep > 0 && info.Size() > 0 && errors.Is(err, a.full) {
		return false, a.rotate()
	}
	if err == nil && missing != nil {
		err = a.disk.syncFolder(filepath.Dir(a.path))
	}
	if err != nil {
		return false, err
	}
	if !holdsAt(file, at, added) { // somebody who knows no lock wrote the file anew from its beginning
		return false, nil
	}
	return inPlace(file, a.path) // an editor that replaced the file knows nothing of what was added
}

// holdsAt reports whether a file has lines at a place.
func holdsAt(file *os.File, at int64, lines []byte) bool {
	there := make([]byte, len(lines))
	_, err := file.ReadAt(there, at)
	return err == nil && bytes.Equal(there, lines)
}

// closeToOthers takes the rights of all but the owner away from an open file. Where the system or the file's owner does not let us, it stays as it is.
func (a appender) closeToOthers(file *os.File) {
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
		_ = a.disk.do("chmod", a.path, func() error { return file.Chmod(info.Mode().Perm() &^ 0o077) })
	}
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

// write adds lines to the locked file, and returns where they begin. What was written of them is taken back if it fails.
func (a appender) write(file *os.File, lines []byte) (at int64, err error) {
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	size := info.Size()
	if size > 0 {
		var last [1]byte
		if _, err := file.ReadAt(last[:], size-1); err != nil {
			return 0, err
		}
		if last[0] != '\n' {
			at, lines = 1, append([]byte("\n"), lines...)
		}
	}
	if size+int64(len(lines)) > a.maxSize {
		return 0, a.full
	}
	err = a.disk.do("write", a.path, func() error { _, err := file.Write(lines); return err })
	if err == nil {
		err = a.disk.do("sync", a.path, file.Sync)
	}
	if err == nil {
		return size + at, nil
	}
	return 0, errors.Join(err, a.takeBack(file, size, lines))
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
