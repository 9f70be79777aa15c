package released

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/virtual"
)

// Tree returns a tree of whatever release is served, for example "content".
func (d *Disk) Tree(name string) store.Tree {
	return store.Tree{FS: virtual.FS(files{disk: d, root: name}), Name: name}
}

// Watch calls changed, until ctx ends, after another release is served, and after ledgers have other revocations, with the names of the files in the cluster, for
// example "content/safety.md"; nil means that anything may have changed.
func (d *Disk) Watch(ctx context.Context, changed func(paths []string)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.next
	d.next++
	d.watchers[n] = changed
	context.AfterFunc(ctx, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		delete(d.watchers, n)
	})
}

func (d *Disk) tell(paths []string) {
	d.mu.RLock()
	list := make([]func([]string), 0, len(d.watchers))
	for _, w := range d.watchers {
		list = append(list, w)
	}
	d.mu.RUnlock()
	for _, changed := range list {
		changed(paths)
	}
}

// foldersOf returns what each folder of a release holds, by name; true for folders.
func foldersOf(m cluster.Manifest) map[string]map[string]bool {
	folders := map[string]map[string]bool{}
	for name := range m {
		for at, isFolder := name, false; at != "."; at, isFolder = path.Dir(at), true {
			dir := path.Dir(at)
			if folders[dir] == nil {
				folders[dir] = map[string]bool{}
			}
			folders[dir][path.Base(at)] = isFolder
		}
	}
	return folders
}

// files are those of one tree of a release.
type files struct {
	disk  *Disk
	root  string
	tried *release // nil for whatever release is served
}

func (t files) release() *release {
	if t.tried != nil {
		return t.tried
	}
	return t.disk.release()
}

// File implements [virtual.Files].
func (t files) File(name string) (f virtual.File, err error) {
	full, r := path.Join(t.root, name), t.release()
	if r == nil {
		return f, fs.ErrNotExist
	}
	listed, ok := r.manifest[full]
	if !ok {
		return f, fs.ErrNotExist
	}
	read := func() ([]byte, error) { return t.disk.object(listed.Sum) }
	if !cluster.IsLedger(name) {
		return virtual.File{Size: listed.Size, Modified: timeOf(listed.Sum), Read: read, Fixed: true}, nil
	}
	data, err := read()
	if err != nil {
		return f, err
	}
	data = withRevocations(data, t.disk.revocations(full))
	return virtual.File{Size: int64(len(data)), Modified: timeOf(cluster.SumOf(data)), Read: func() ([]byte, error) { return data, nil }}, nil
}

// Folder implements [virtual.Files].
func (t files) Folder(name string) (map[string]bool, bool) {
	r := t.release()
	if r == nil {
		return nil, false
	}
	names, ok := r.folders[path.Join(t.root, name)]
	return names, ok
}

// timeOf returns a time that says nothing but that files which have the same one are the same.
func timeOf(sum cluster.Sum) time.Time {
	digits, err := hex.DecodeString(string(sum))
	if err != nil || len(digits) < 8 {
		return time.Time{}
	}
	return time.Unix(int64(binary.BigEndian.Uint32(digits)), int64(binary.BigEndian.Uint32(digits[4:])%1e9))
}

// withRevocations adds lines to a ledger that it does not have.
func withRevocations(ledger, revocations []byte) []byte {
	there := map[string]bool{}
	for line := range bytes.Lines(ledger) {
		there[string(bytes.TrimSuffix(line, []byte("\n")))] = true
	}
	for line := range bytes.Lines(revocations) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		if there[string(line)] || len(line) == 0 {
			continue
		}
		if len(ledger) > 0 && !bytes.HasSuffix(ledger, []byte("\n")) {
			ledger = append(slices.Clip(ledger), '\n')
		}
		ledger = append(append(slices.Clip(ledger), line...), '\n')
	}
	return ledger
}
