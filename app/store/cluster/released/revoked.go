package released

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
)

// revokedName is the folder of the revocations that this machine has heard of, a file for each ledger.
const revokedName = "revoked"

// readRevoked returns every revocation that the disk holds, by ledger. What is at fault is noted, and stays in: a line that cannot be read suspends what it may have
// taken back, until it is mended.
func (d *Disk) readRevoked() (map[string][]byte, error) {
	revoked := map[string][]byte{}
	if _, err := fs.Stat(d.files.Tree(), revokedName); errors.Is(err, fs.ErrNotExist) {
		return revoked, nil
	}
	return revoked, fs.WalkDir(d.files.Tree(), revokedName, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !cluster.IsLedger(name) {
			return err
		}
		lines, err := store.ReadFile(d.files.Tree(), name)
		if err != nil {
			return fmt.Errorf("what was taken back cannot be read: %s: %w", d.files.Tree().Path(name), err)
		}
		if len(sound(lines)) != len(lines) {
			d.faults = append(d.faults, fmt.Errorf("%s: a line cannot be read: what it may take back is suspended until the cluster answers", d.files.Tree().Path(name)))
		}
		revoked[strings.TrimPrefix(name, revokedName+"/")] = lines
		return nil
	})
}

// sound returns the lines of a text that are records.
func sound(text []byte) (lines []byte) {
	for line := range bytes.Lines(text) {
		if bytes.HasSuffix(line, []byte("\n")) && json.Valid(line) {
			lines = append(lines, line...)
		}
	}
	return lines
}

// revocations returns every revocation that this machine has heard of for a ledger.
func (d *Disk) revocations(name string) []byte {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.revoked[name]
}

// Revoked takes over other revocations of the ledgers among the files of these names, and then calls those who watch. They are on the disk before, so that they
// count after a restart too. The error says that they could not be written: they count all the same, as long as this process runs.
func (d *Disk) Revoked(names []string) error {
	changed, err := d.takeRevocations(names)
	if len(changed) > 0 {
		d.tell(changed)
	}
	return err
}

// refresh takes over the revocations of all ledgers of a release that is about to be served.
func (d *Disk) refresh(r *release) error {
	var ledgers []string
	for name := range r.manifest {
		ledgers = append(ledgers, name)
	}
	_, err := d.takeRevocations(ledgers)
	return err
}

func (d *Disk) takeRevocations(names []string) (changed []string, err error) {
	d.revoking.Lock()
	defer d.revoking.Unlock()
	d.mu.RLock()
	source := d.source
	d.mu.RUnlock()
	if source == nil {
		return nil, nil
	}
	for _, name := range names {
		if !cluster.IsLedger(name) {
			continue
		}
		was := d.revocations(name)
		now := withRevocations(sound(was), source.Revocations(name))
		if bytes.Equal(was, now) {
			continue
		}
		if failed := d.keepRevoked(name, now); failed != nil {
			err = failed
		}
		d.mu.Lock()
		d.revoked[name] = now
		d.mu.Unlock()
		changed = append(changed, name)
	}
	return changed, err
}

// keepRevoked writes the revocations of a ledger to the disk.
func (d *Disk) keepRevoked(name string, now []byte) error {
	file := path.Join(revokedName, name)
	was, err := store.ReadFile(d.files.Tree(), file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return d.write([]store.Write{{Path: file, Old: was, New: now}})
}
