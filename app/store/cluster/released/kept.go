package released

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
)

// kept is the list of the releases that the disk holds.
type kept struct {
	Format int         `json:"format"`
	ID     cluster.Sum `json:"id"`
	Before cluster.Sum `json:"before,omitempty"`
}

const (
	format      = 1
	objectsName = "objects"

	// keptName is the pointer to the release that is served, and keptAgain a second one, written after it: where one is damaged, the other counts.
	keptName  = "release.json"
	keptAgain = "release-again.json"
)

// load serves the release that was served last, or else the one before. What cannot be read is noted, and is none.
func (d *Disk) load() error {
	for _, name := range []string{keptName, keptAgain} {
		k, _, err := d.readKept(name)
		switch {
		case errors.Is(err, errFormat):
			return err
		case err != nil:
			d.faults = append(d.faults, err)
			continue
		}
		for _, id := range []cluster.Sum{k.ID, k.Before} {
			if id == "" || d.now != nil {
				continue
			}
			r, err := d.read(id)
			if err != nil {
				d.faults = append(d.faults, fmt.Errorf("release %.12s: the list of its files: %w", id, err))
				continue
			}
			d.now = r
		}
	}
	return nil
}

var errFormat = errors.New("use the release of parlance that wrote it, or remove the folder: what is in it is fetched again")

// readKept reads a pointer, and what its file holds; nil and no release where there is none.
func (d *Disk) readKept(name string) (k kept, data []byte, err error) {
	data, err = store.ReadFile(d.files.Tree(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &k)
	}
	switch {
	case err != nil:
		return kept{}, data, fmt.Errorf("%s: %w", d.files.Tree().Path(name), err)
	case k.Format > format:
		return kept{}, data, fmt.Errorf("%s has format %d, and this program knows %d: %w", d.files.Tree().Path(name), k.Format, format, errFormat)
	}
	return k, data, nil
}

// keptAt returns when this machine took the release that it serves; the zero time where that is not known.
func (d *Disk) keptAt() time.Time {
	info, err := fs.Stat(d.files.Tree(), keptName)
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// keep notes which release is served, and which was before, where that is not noted.
func (d *Disk) keep(id cluster.Sum) error {
	before := d.ID()
	var all [2]kept
	var data [2][]byte
	for i, name := range []string{keptName, keptAgain} {
		var err error
		if all[i], data[i], err = d.readKept(name); err != nil && data[i] == nil {
			return err
		}
		if all[i].ID == id && before == id {
			before = all[i].Before
		}
	}
	for i, name := range []string{keptName, keptAgain} {
		if all[i].ID == id {
			continue
		}
		text, err := json.Marshal(kept{Format: format, ID: id, Before: before})
		if err == nil {
			err = d.write([]store.Write{{Path: name, Old: data[i], New: append(text, '\n')}})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Sweep removes files that neither of the two releases has which were served last. It gives way to a release that is to be served.
func (d *Disk) Sweep(ctx context.Context) error {
	wanted, names, err := d.leftover()
	if err != nil {
		return err
	}
	for _, name := range names {
		if wanted[name] {
			continue
		}
		if ctx.Err() != nil {
			return nil
		}
		if err := d.drop(name); err != nil {
			return err
		}
	}
	return nil
}

// leftover returns the files of the disk, and which of them are wanted.
func (d *Disk) leftover() (wanted map[string]bool, names []string, err error) {
	d.taking.Lock()
	defer d.taking.Unlock()
	k, _, err := d.readKept(keptName)
	if err != nil {
		return nil, nil, err
	}
	wanted = map[string]bool{}
	for _, id := range []cluster.Sum{k.ID, k.Before, d.ID()} {
		if id == "" {
			continue
		}
		r, err := d.read(id)
		if err != nil {
			return nil, nil, nil // nothing is removed
		}
		wanted[objectName(r.id)] = true
		for _, f := range r.manifest {
			wanted[objectName(f.Sum)] = true
		}
	}
	names, err = fs.Glob(d.files.Tree(), objectsName+"/*/*")
	return wanted, names, err
}

func (d *Disk) drop(name string) error {
	d.taking.Lock()
	defer d.taking.Unlock()
	sum := cluster.Sum(path.Base(name))
	if d.release().has(sum) || d.tried.has(sum) { // since it was listed
		return nil
	}
	data, err := store.ReadFile(d.files.Tree(), name)
	if err == nil {
		err = d.files.Remove(name, data)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
