package folder

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/parlance/parlance/app/store"
)

// Apply implements [store.Store]. All is written beside its target and compared with what stands there before the first file is replaced: a full disk, for
// example, changes nothing.
//
// Each file is then exchanged with its target at once (Linux: renameat2), under a lease that keeps editors from writing to what stood there, and exchanged back
// where that is not what was read, somebody has it open for writing, or waits to. So whoever saves by renaming, in place or through a file opened before
// loses nothing. Where there are no leases (not Linux, a network file system, a file of somebody else's), what stood there is kept beside it for a minute,
// and looked at by [Folder.Recover]. Where nothing exchanges two files at once, links do it in three steps. A file keeps its mode and, as far as this account
// may give files away, its owner; a symbolic link goes on leading to it.
func (f *Folder) Apply(writes []store.Write) error {
	files := make([]*replacement, len(writes))
	for i, w := range writes {
		files[i] = &replacement{Write: w, folder: f}
	}
	return f.change(files)
}

// Remove implements [store.Store], with the same care as [Folder.Apply].
func (f *Folder) Remove(name string, old []byte) error {
	return f.change([]*replacement{{Write: store.Write{Path: name, Old: old}, folder: f, removal: true}})
}

func (f *Folder) change(files []*replacement) (err error) {
	release, err := f.lock()
	if err != nil {
		return err
	}
	defer release()
	defer func() {
		for _, r := range files {
			r.discard()
		}
	}()
	for _, step := range []func(*replacement) error{(*replacement).prepare, (*replacement).compare} {
		if r, err := inParallel(files, step); err != nil {
			return f.writeError(r, nil, err)
		}
	}
	for i, r := range files {
		if err := r.replace(); err != nil {
			return errors.Join(f.writeError(r, files[:i], err), f.settle(files[:i]))
		}
	}
	return f.settle(files)
}

// parallelWrites is how many files are written at once: a disk makes many durable in the time of one.
const parallelWrites = 16

// inParallel does something with each file, and returns the first whose turn failed.
func inParallel(files []*replacement, do func(*replacement) error) (*replacement, error) {
	errs := make([]error, len(files))
	turns := make(chan bool, parallelWrites)
	var wait sync.WaitGroup
	for i, r := range files {
		turns <- true
		wait.Go(func() {
			errs[i] = do(r)
			<-turns
		})
	}
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return files[i], err
		}
	}
	return nil, nil
}

// settle makes the files that were replaced survive a loss of power, and drops what stood there before, unless somebody has written to it still.
func (f *Folder) settle(files []*replacement) error {
	folders := map[string]*replacement{}
	for _, r := range files {
		folders[filepath.Dir(r.target)] = r
	}
	var errs []error
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		if err := f.disk.syncFolder(dir); err != nil {
			errs = append(errs, f.writeError(folders[dir], files, err))
		}
	}
	for _, r := range files {
		r.dropOld()
	}
	return errors.Join(errs...)
}

func (f *Folder) writeError(r *replacement, written []*replacement, err error) error {
	e := &store.WriteError{Path: r.Path, Name: f.tree.Path(r.Path), Err: err}
	for _, r := range written {
		e.Written = append(e.Written, r.Path)
	}
	return e
}
