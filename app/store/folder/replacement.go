package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/parlance/parlance/app/store"
)

var errReadOnly = fmt.Errorf("the file is read-only: make it writable (chmod u+w) if it is to be written: %w", fs.ErrPermission)

// inUse is the error if another program has a file open for writing. It is [store.ErrChanged].
type inUse struct{}

func (inUse) Error() string {
	return "another program has the file open for writing: save and close it there, then run the command again"
}

func (inUse) Is(target error) bool { return target == store.ErrChanged }

// writerPatience is how long a file is waited for that somebody has open for writing: an editor that saves takes less.
const writerPatience = time.Second

// replacement is one file that is being replaced or removed.
type replacement struct {
	store.Write
	folder  *Folder
	removal bool
	target  string // the file on the disk
	beside  string // beside it: the new content, and once both were exchanged what stood there; "" where there is nothing
	leased  bool   // nobody had open for writing what stood there
	done    bool
}

// prepare writes the new content beside the target.
func (r *replacement) prepare() (err error) {
	if r.target, err = r.folder.resolve(r.Path); err != nil {
		return err
	}
	if err := r.compare(); err != nil {
		return err
	}
	info, err := os.Stat(r.target)
	switch {
	case err == nil && (info.Mode().Perm()&0o222 == 0 || !isWritable(r.target)):
		return errReadOnly
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case r.removal:
		return nil
	}
	if err := r.folder.disk.makeFolder(filepath.Dir(r.target), 0o755); err != nil {
		return err
	}
	return r.stage(info)
}

// compare returns [store.ErrChanged] unless the target holds what was read; nil stands for no file.
func (r *replacement) compare() error {
	file, err := open(r.target)
	switch {
	case errors.Is(err, fs.ErrNotExist) && r.Old == nil && !r.removal:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return store.ErrChanged
	case err != nil:
		return err
	}
	defer file.Close()
	if r.Old == nil {
		return store.ErrChanged
	}
	return holds(file, r.Old)
}

// replace puts the new content in the place of the target, or takes the target away.
func (r *replacement) replace() error {
	if r.Old == nil {
		err := r.folder.disk.move(r.beside, r.target)
		if errors.Is(err, fs.ErrExist) {
			return store.ErrChanged
		}
		if err == nil {
			r.done, r.beside = true, ""
		}
		return err
	}
	old, err := open(r.target)
	if errors.Is(err, fs.ErrNotExist) {
		return store.ErrChanged
	}
	if err != nil {
		return err
	}
	defer old.Close() // and with it the lease
	if r.leased, err = r.waitForWriters(old); err == nil {
		err = holds(old, r.Old)
	}
	if err == nil {
		err = r.exchange()
	}
	if err == nil && !r.isOld(old) {
		err = errors.Join(store.ErrChanged, r.putBack())
	}
	r.done = err == nil
	return err
}

// waitForWriters takes a lease on a file, and waits for a while for those who have it open for writing.
func (r *replacement) waitForWriters(file *os.File) (leased bool, err error) {
	for end := time.Now().Add(writerPatience); ; time.Sleep(5 * time.Millisecond) {
		if leased, err = r.folder.disk.lease(file); err == nil || time.Now().After(end) {
			return leased, err
		}
	}
}

// exchange exchanges the target with what lies beside it.
func (r *replacement) exchange() error {
	if !r.removal {
		return r.folder.disk.exchange(r.beside, r.target)
	}
	r.beside = exchangedName(r.target, r.Old, nil)
	err := r.folder.disk.move(r.target, r.beside)
	if err != nil {
		r.beside = ""
	}
	return err
}

// isOld reports whether what came out of the place of the target is the open file, and nobody has written to it or waits to.
func (r *replacement) isOld(old *os.File) bool {
	info, err := os.Lstat(r.beside)
	if errors.Is(err, fs.ErrNotExist) {
		return true // the file system could not keep it
	}
	opened, err2 := old.Stat()
	if errors.Join(err, err2) != nil || !os.SameFile(info, opened) || r.leased && leaseWanted(old) {
		return false
	}
	return holds(old, r.Old) == nil
}

// putBack gives the target back what came out of its place, and keeps what cannot be put back for [Folder.Recover].
func (r *replacement) putBack() error {
	beside := r.beside
	r.beside = "" // nothing is dropped unless it is known to be ours
	if r.removal {
		err := r.folder.disk.move(beside, r.target)
		if errors.Is(err, fs.ErrExist) {
			return nil // somebody has made a new one
		}
		return err
	}
	if err := r.folder.disk.exchange(beside, r.target); err != nil {
		return err
	}
	if ours, err := open(beside); err == nil {
		defer ours.Close()
		var leased bool
		if leased, err = r.folder.disk.lease(ours); err == nil {
			err = holds(ours, r.New)
		}
		if err == nil && !(leased && leaseWanted(ours)) {
			r.beside = beside
			return nil
		}
	}
	// Somebody has saved over what stood there for a moment: that is the latest.
	return r.folder.disk.exchange(beside, r.target)
}

// discard removes what was written beside a target that was not replaced.
func (r *replacement) discard() {
	if r.beside != "" && !r.done {
		_ = r.folder.disk.remove(r.beside) // [Folder.Recover] does it otherwise
	}
}

// dropOld removes what stood in the place of the target, unless somebody may have written to it after all: then [Folder.Recover] looks again.
func (r *replacement) dropOld() {
	if r.beside == "" || !r.leased {
		return
	}
	file, err := open(r.beside)
	if err != nil {
		return
	}
	err = holds(file, r.Old)
	file.Close() // before it is removed: a file system has more to do with what is removed and open
	if err == nil {
		_ = r.folder.disk.remove(r.beside)
	}
}
