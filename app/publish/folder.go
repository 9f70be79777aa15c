package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// ManifestPath is the file, below the folder, that names every published file with its SHA-256, as sha256sum reads it. A folder that has it is of our making.
const ManifestPath = ".parlance/manifest.sha256"

// Change is one file that differs from what was published before.
type Change struct {
	Path   string `json:"path"`
	Kind   string `json:"change"` // "new", "changed" or "removed"
	SHA256 string `json:"sha256,omitempty"`
	Size   int64  `json:"size"`
}

// Folder is a folder that a site is published into, while it is written. Goroutines may share it until it is finished.
type Folder struct {
	mu         sync.Mutex
	path, next string            // the folder, and the one that will take its place
	lock       *os.File          // held by who writes
	before     map[string]string // sums of what was published before, by path
	now        map[string]string
	changes    []Change
	clock      time.Time
	written    map[string]variant // what was written anew, by path
	linked     map[variant]bool   // what stayed as it was
}

// besides returns the names, beside the folder, of what is being written and of what was there before.
func besides(path string) (next, old string) {
	dir, base := filepath.Split(path)
	return filepath.Join(dir, "."+base+".parlance-next"), filepath.Join(dir, "."+base+".parlance-old")
}

// renameBoth puts next into the place of path, and what was there to old.
func renameBoth(next, path, old string) error {
	if err := os.Rename(path, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(next, path); err != nil {
		return errors.Join(err, os.Rename(old, path))
	}
	return nil
}

// ErrNotOurs is the error of publishing into a folder that is not of our making.
var ErrNotOurs = errors.New("the folder has files, and is not one that parlance published into: name a new or an empty one")

// OpenFolder begins to publish into a folder, which is made if there is none, and puts right what an earlier run left unfinished. forbidden are folders that it may
// neither be nor be in, nor hold. Whoever gets a folder must call [Folder.Close].
func OpenFolder(dir string, forbidden []string, now time.Time) (*Folder, error) {
	path, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	if err := checkPlace(path, forbidden); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	next, old := besides(path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f := &Folder{path: path, next: next, now: map[string]string{}, clock: now, written: map[string]variant{}, linked: map[variant]bool{}}
	if f.lock, err = os.Open(filepath.Dir(path)); err != nil { // beside the folder, which is renamed
		return nil, err
	}
	if !tryLock(f.lock) {
		f.lock.Close()
		return nil, fmt.Errorf("%s: another parlance command is publishing there, or into a folder beside it: run the command again when it has ended", dir)
	}
	if err := f.begin(old); err != nil {
		f.Close()
		if errors.Is(err, fs.ErrPermission) {
			err = fmt.Errorf("%w: the new site is written beside the folder, into %s: give parlance that one, or name a folder in one of its own", err, filepath.Dir(path))
		}
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return f, nil
}
