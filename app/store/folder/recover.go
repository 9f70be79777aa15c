package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/store"
)

// keptFor is how long what stood in the place of a file is kept where the system does not tell whether somebody still writes to it.
const keptFor = time.Minute

// Recover implements [store.Store]. It looks at what lies beside the files of the tree, drops what a killed command left there and what nobody has written
// to, and hands over the rest. What may still be written to is left to the next Recover.
func (f *Folder) Recover(rescue func(name string, words []byte) error) error {
	late, err := f.leftovers()
	if err != nil {
		return err
	}
	var errs []error
	for _, l := range late {
		err := rescue(l.name, l.words)
		if err == nil {
			err = f.disk.remove(l.path)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", l.path, err))
		}
	}
	return errors.Join(errs...)
}

// Keep keeps, beside a file, words that somebody has written over unawares, for the next [Folder.Recover].
func (f *Folder) Keep(name string, words []byte) (err error) {
	target, err := f.resolve(name)
	if err != nil {
		return f.failed("writing", name, err)
	}
	release, err := f.lock()
	if err != nil {
		return err
	}
	defer release()
	beside := exchangedName(target, nil, nil)
	file, err := os.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	giveToOwnerOf(target, beside)
	if err := f.disk.write(file, words); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return nil
}

// leftover is what somebody saved into a file while it was being replaced.
type leftover struct {
	path, name string // on the disk; the file inside the tree that the words were meant for
	words      []byte
}

// leftovers removes what nobody needs and returns the rest. Nobody else is replacing a file meanwhile.
func (f *Folder) leftovers() (late []leftover, err error) {
	release, err := f.lock()
	if err != nil {
		return nil, err
	}
	defer release()
	root, err := filepath.EvalSymlinks(f.tree.Name)
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !strings.HasPrefix(d.Name(), "."):
			return nil // what cannot be read is a fault of the reading
		case d.IsDir() && path != root:
			return fs.SkipDir
		case d.IsDir() || !d.Type().IsRegular():
			return nil
		case strings.Contains(d.Name(), stagedMark):
			return f.disk.remove(path)
		}
		if e, ok := parseExchanged(d.Name()); ok {
			dir, _ := filepath.Rel(root, filepath.Dir(path))
			l, err := f.leftover(path, e)
			if l != nil {
				l.name = filepath.ToSlash(filepath.Join(dir, e.target))
				late = append(late, *l)
			}
			return err
		}
		return nil
	})
	return late, err
}

// leftover returns what lies beside a target if it is neither what was there nor what was to be there, and removes it otherwise. It returns nil too where
// somebody may still write to it.
func (f *Folder) leftover(path string, e exchanged) (*leftover, error) {
	file, err := open(path)
	if err != nil {
		return nil, f.failed("reading", path, err)
	}
	defer file.Close()
	leased, err := f.disk.lease(file)
	if errors.Is(err, store.ErrChanged) || !leased && time.Since(e.at) < f.kept {
		return nil, nil
	}
	words, err := store.ReadFile(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		return nil, err
	}
	if slices.Contains(e.digests, digest(words)) {
		return nil, f.disk.remove(path)
	}
	return &leftover{path: path, words: words}, nil
}
