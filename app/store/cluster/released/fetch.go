package released

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"syscall"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
)

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
	objects := map[cluster.Sum]bool{id: true}
	for _, f := range m {
		objects[f.Sum] = true
	}
	return &release{id, m, foldersOf(m), objects}, nil
}

// object returns a file of the disk, if it is what its sum says. One that is not is fetched again with [Disk.Mend].
func (d *Disk) object(sum cluster.Sum) ([]byte, error) {
	data, err := store.ReadFile(d.files.Tree(), objectName(sum))
	if err == nil && cluster.SumOf(data) != sum {
		err = errDamaged
	}
	if errors.Is(err, fs.ErrNotExist) { // which would say that the release has no such file
		err = errLost
	}
	if err != nil {
		d.mu.Lock()
		d.damaged[sum] = true
		d.mu.Unlock()
	}
	return data, err
}

var (
	errDamaged = errors.New("the file is damaged on this machine's disk: it is fetched again as soon as the cluster answers")
	errLost    = errors.New("the file is gone from this machine's disk: it is fetched again as soon as the cluster answers")
	errAlone   = errors.New("the cluster has not answered since the start")
)

// fetchRelease fetches what the disk does not have of a release, and reads which files it has.
func (d *Disk) fetchRelease(ctx context.Context, id cluster.Sum) (*release, error) {
	if err := d.fetch(ctx, []cluster.Sum{id}); err != nil {
		return nil, err
	}
	r, err := d.read(id)
	if err != nil {
		return nil, err
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
	return r, d.fetch(ctx, slices.Collect(maps.Keys(wanted)))
}

// Mend fetches the files again that were found damaged or gone since it was called last, or all such files where all is set, and has them read again.
func (d *Disk) Mend(ctx context.Context, all bool) (mended int, err error) {
	r := d.release()
	if r == nil {
		return 0, nil
	}
	if all { // which takes a while, and no release waits for it
		for _, f := range r.manifest {
			if ctx.Err() != nil {
				return 0, ctx.Err()
			}
			_, _ = d.object(f.Sum) // which notes what it finds
		}
	}
	d.taking.Lock()
	defer d.taking.Unlock()
	d.mu.RLock()
	damaged := maps.Clone(d.damaged)
	d.mu.RUnlock()
	if len(damaged) == 0 {
		return 0, nil
	}
	if err := d.fetch(ctx, slices.Collect(maps.Keys(damaged))); err != nil {
		return 0, err
	}
	var names []string
	for name, f := range r.manifest {
		if damaged[f.Sum] {
			names = append(names, name)
		}
	}
	d.mu.Lock()
	for sum := range damaged {
		delete(d.damaged, sum)
	}
	d.mu.Unlock()
	if len(names) > 0 {
		d.tell(names)
	}
	return len(damaged), nil
}

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
			err = d.write(writes)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// write writes files to the disk.
func (d *Disk) write(writes []store.Write) error {
	err := d.files.Apply(writes)
	if errors.Is(err, syscall.ENOSPC) {
		err = fmt.Errorf("%w: make room on the disk of this machine", err)
	}
	return err
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
	d.mu.RLock()
	source := d.source
	d.mu.RUnlock()
	if source == nil {
		return w, true, errAlone
	}
	w.New, err = source.Object(ctx, sum)
	return w, true, err
}
