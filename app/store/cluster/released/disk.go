// Package released keeps what readers of a cluster are served on this machine's disk: a release as a whole, and the one before.
//
// It promises that readers are served one release or another, never something of both ([Disk.Take]); that what the disk holds is what was released, because every
// file is held against its sum when it is read, and one that is damaged is fetched again ([Disk.Mend]); that a revocation counts at once, whichever release is served: its
// line is in the ledger that readers' servers read, so that a rollback never brings a withdrawn text back; and that a machine starts from there with no network at
// all, with every revocation that it had heard of.
package released

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"

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
	files    *folder.Folder
	taking   sync.Mutex
	tried    *release // the last candidate, whose files are kept; nil for none. Read and changed with taking held
	revoking sync.Mutex
	steady   sync.RWMutex // held for writing while another release takes the place of one

	mu       sync.RWMutex
	source   Source // nil before [Disk.Connect]
	now      *release
	revoked  map[string][]byte // by ledger: every revocation that this machine has heard of
	damaged  map[cluster.Sum]bool
	faults   []error // of what stood on the disk at the start
	watchers map[int]func(paths []string)
	next     int
}

// release is one whole release.
type release struct {
	id       cluster.Sum
	manifest cluster.Manifest
	folders  map[string]map[string]bool // what each holds; true for folders
	objects  map[cluster.Sum]bool       // its files, and its manifest
}

// has reports whether a release has the file of a sum; no release has none.
func (r *release) has(sum cluster.Sum) bool { return r != nil && r.objects[sum] }

// Open opens the releases in a folder, which is made where there is none. The release that was served last is served at once, if it can be read, else the one before.
func Open(dir string) (*Disk, error) {
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
	d := &Disk{files: files, damaged: map[cluster.Sum]bool{}, watchers: map[int]func([]string){}}
	if err := d.load(); err != nil {
		return nil, err
	}
	d.revoked, err = d.readRevoked()
	return d, err
}

// Connect names where files and revocations come from. Before that, what is on the disk is served, and nothing can be fetched.
func (d *Disk) Connect(source Source) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.source = source
}

// Faults returns what of the disk could not be read at the start, in words for an operator. Where there are any, an older release may be served, or none.
func (d *Disk) Faults() []error { return d.faults }

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
		return d.keep(id) // a pointer that was damaged is mended
	}
	r, err := d.fetchRelease(ctx, id)
	if err != nil {
		return fmt.Errorf("release %.12s: %w", id, err)
	}
	if err := d.refresh(r); err != nil {
		return fmt.Errorf("release %.12s: what was taken back: %w", id, err)
	}
	if err := d.keep(id); err != nil {
		return fmt.Errorf("release %.12s: %w", id, err)
	}
	d.steady.Lock()
	d.mu.Lock()
	was := d.now
	d.now = r
	d.mu.Unlock()
	d.steady.Unlock()
	d.tell(differences(was, r))
	return nil
}

// Steady has the trees be of one release until done is called: who reads them together would else have something of both.
func (d *Disk) Steady() (done func()) {
	d.steady.RLock()
	return d.steady.RUnlock
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
