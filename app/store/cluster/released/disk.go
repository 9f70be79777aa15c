// Package released keeps what readers of a cluster are served on this machine's disk: a release as a whole, and the one before.
//
// It promises that readers are served one release or another, never something of both ([Disk.Take]); that what the disk holds is what was released, because every
// file is held against its sum when it is read; and that a revocation counts at once, whichever release is served: its line is in the ledger that readers'
// servers read, so that a rollback never brings a withdrawn text back.
package released

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/folder"
)

// Source is where files of releases come from: a cluster.
type Source interface {
	// Object returns the file of a sum.
	Object(ctx context.Context, sum cluster.Sum) ([]byte, error)

	// Revocations returns the newest lines of a ledger that take a sign-off back.
	Revocations(name string) []byte
}

// Disk is the releases on the disk of this machine. It is safe for concurrent use.
type Disk struct {
	source Source
	files  *folder.Folder
	taking sync.Mutex

	mu       sync.RWMutex
	now      *release
	watchers map[int]func(paths []string)
	next     int
}

// release is one whole release.
type release struct {
	id       cluster.Sum
	manifest cluster.Manifest
	folders  map[string]map[string]bool // what each holds; true for folders
}

// kept is the list of the releases that the disk holds.
type kept struct {
	Format int         `json:"format"`
	ID     cluster.Sum `json:"id"`
	Before cluster.Sum `json:"before,omitempty"`
}

const (
	format      = 1
	keptName    = "release.json"
	objectsName = "objects"
)

// Open opens the releases in a folder, which is made where there is none.
func Open(dir string, source Source) (*Disk, error) {
	mark := folder.NewLog(filepath.Join(dir, "README"), 4096)
	text, err := mark.Read()
	if err == nil && len(text) == 0 { // which makes the folder
		err = mark.Append([]byte("What readers of a cluster are served: parlance writes it anew where it is removed."))
	}
	if err != nil {
		return nil, err
	}
	files, err := folder.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Disk{source: source, files: files, watchers: map[int]func([]string){}}, nil
}

// ID returns the release that is served, "" for none.
func (d *Disk) ID() cluster.Sum {
	if r := d.release(); r != nil {
		return r.id
	}
	return ""
}

func (d *Disk) release() *release {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.now
}

// Take fetches what the disk does not have of a release, and then serves it.
func (d *Disk) Take(ctx context.Context, id cluster.Sum) error {
	d.taking.Lock()
	defer d.taking.Unlock()
	if d.ID() == id {
		return nil
	}
	if err := d.fetch(ctx, []cluster.Sum{id}); err != nil {
		return fmt.Errorf("release %.12s: %w", id, err)
	}
	r, err := d.read(id)
	if err != nil {
		return fmt.Errorf("release %.12s: %w", id, err)
	}
	wanted := map[cluster.Sum]bool{}
	for _, f := range r.manifest {
		wanted[f.Sum] = true
	}
	if now := d.release(); now != nil { // its files are here
		for _, f := range now.manifest {
			delete(wanted, f.Sum)
		}
	}
	if err := d.fetch(ctx, slices.Collect(maps.Keys(wanted))); err != nil {
		return fmt.Errorf("release %.12s: %w", id, err)
	}
	k, err := d.keep(id)
	if err != nil {
		return err
	}
	d.mu.Lock()
	was := d.now
	d.now = r
	d.mu.Unlock()
	d.tell(differences(was, r))
	return d.sweep(k)
}

// differences returns the files in which two releases differ, by their names in the cluster; nil where there was none before.
func differences(was, now *release) []string {
	if was == nil {
		return nil
	}
	list := []string{}
	for name, f := range now.manifest {
		if was.manifest[name] != f {
			list = append(list, name)
		}
	}
	for name := range was.manifest {
		if _, there := now.manifest[name]; !there {
			list = append(list, name)
		}
	}
	return list
}

// read returns a release whose manifest is on the disk.
func (d *Disk) read(id cluster.Sum) (*release, error) {
	text, err := d.object(id)
	if err != nil {
		return nil, err
	}
	m, err := cluster.ParseManifest(text)
	if err != nil {
		return nil, err
	}
	return &release{id, m, foldersOf(m)}, nil
}

// object returns a file of the disk, if it is what its sum says.
func (d *Disk) object(sum cluster.Sum) ([]byte, error) {
	data, err := store.ReadFile(d.files.Tree(), objectName(sum))
	if err == nil && cluster.SumOf(data) != sum {
		err = errDamaged
	}
	return data, err
}

var errDamaged = errors.New("the file is damaged on this machine's disk: remove the folder of its releases, and start it again")

func objectName(sum cluster.Sum) string {
	return objectsName + "/" + string(sum[:2]) + "/" + string(sum)
}

// parallelFetches is how many files are asked for at once.
const parallelFetches = 32

// fetch writes files to the disk that it does not have. One that is damaged is fetched again.
func (d *Disk) fetch(ctx context.Context, sums []cluster.Sum) error {
	for part := range slices.Chunk(sums, 16*parallelFetches) { // of which all are held at once
		writes, err := d.ask(ctx, part)
		if err == nil && len(writes) > 0 {
			err = d.files.Apply(writes)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ask returns what is to be written so that the disk has files.
func (d *Disk) ask(ctx context.Context, sums []cluster.Sum) (writes []store.Write, err error) {
	var mu sync.Mutex
	var wait sync.WaitGroup
	turns := make(chan bool, parallelFetches)
	for _, sum := range sums {
		turns <- true
		wait.Go(func() {
			defer func() { <-turns }()
			w, missing, failed := d.askOne(ctx, sum)
			mu.Lock()
			defer mu.Unlock()
			if err = cmp.Or(err, failed); missing && failed == nil {
				writes = append(writes, w)
			}
		})
	}
	wait.Wait()
	return writes, err
}

func (d *Disk) askOne(ctx context.Context, sum cluster.Sum) (w store.Write, missing bool, err error) {
	w.Path = objectName(sum)
	there, err := store.ReadFile(d.files.Tree(), w.Path)
	if err == nil {
		if cluster.SumOf(there) == sum {
			return w, false, nil
		}
		w.Old = there
	} else if !errors.Is(err, fs.ErrNotExist) {
		return w, false, err
	}
	w.New, err = d.source.Object(ctx, sum)
	return w, true, err
}

// keep notes which release is served, and which was before.
func (d *Disk) keep(id cluster.Sum) (k kept, err error) {
	var was []byte
	old, err := store.ReadFile(d.files.Tree(), keptName)
	if err == nil {
		was = old
		_ = json.Unmarshal(old, &k) // what cannot be read is none
	} else if !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	if k.ID == id {
		return k, nil
	}
	k = kept{Format: format, ID: id, Before: k.ID}
	data, err := json.Marshal(k)
	if err != nil {
		return k, err
	}
	return k, d.files.Apply([]store.Write{{Path: keptName, Old: was, New: append(data, '\n')}})
}

// sweep removes files that neither of the two releases has.
func (d *Disk) sweep(k kept) error {
	wanted := map[string]bool{}
	for _, id := range []cluster.Sum{k.ID, k.Before} {
		if id == "" {
			continue
		}
		r, err := d.read(id)
		if err != nil {
			return nil // the one before cannot be read: nothing is removed
		}
		wanted[objectName(r.id)] = true
		for _, f := range r.manifest {
			wanted[objectName(f.Sum)] = true
		}
	}
	names, err := fs.Glob(d.files.Tree(), objectsName+"/*/*")
	if err != nil {
		return err
	}
	for _, name := range names {
		if wanted[name] {
			continue
		}
		data, err := store.ReadFile(d.files.Tree(), name)
		if err == nil {
			err = d.files.Remove(name, data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
