package lastgood

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/parlance/parlance/app/store"
)

// ErrInUse is the error of writing while another process does.
var ErrInUse = errors.New("another server keeps the last good versions of these trees")

const (
	alivePeriod = 10 * time.Minute // after which the file's time is renewed, so that it does not seem to be of a server that ended long ago
	maxBatch    = 4 << 20          // bytes that are written at once
)

// Lock makes this process the one that writes, until it ends. The error is [ErrInUse] where another does, or that the folder cannot be written.
func (p *Pack) Lock() error {
	if p.lock != nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o750); err != nil {
		return err
	}
	lock, err := os.OpenFile(p.path+".lock", os.O_RDWR|os.O_CREATE, 0o640)
	if err != nil {
		return err
	}
	taken, err := tryLock(lock)
	if err == nil && !taken {
		err = ErrInUse
	}
	if err == nil {
		err = p.scan() // the other may have written since
	}
	if err != nil {
		lock.Close()
		return err
	}
	p.lock = lock
	return nil
}

// Close lets another process write.
func (p *Pack) Close() error {
	if p.lock == nil {
		return nil
	}
	err := p.lock.Close()
	p.lock = nil
	return err
}

// Keep keeps versions. Their Sum is not looked at. Where it fails, what was kept before stays.
func (p *Pack) Keep(list []store.Kept) error {
	if err := p.Lock(); err != nil {
		return err
	}
	if len(list) == 0 && (p.size == 0 || time.Since(p.alive) < alivePeriod) {
		return nil
	}
	if err := p.write(list); err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", p.path, err), p.scan())
	}
	p.alive = time.Now()
	if p.wasteful() {
		return p.compact()
	}
	return nil
}

// write appends versions to the file, behind what is whole in it. Of what fails nothing stays, because a disk that is full has other use for the room.
func (p *Pack) write(list []store.Kept) (err error) {
	f, err := os.OpenFile(p.path, os.O_RDWR|os.O_CREATE, 0o640)
	if err != nil {
		return err
	}
	before := p.size
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Truncate(before))
		}
		err = errors.Join(err, f.Close())
	}()
	if err := f.Truncate(p.size); err != nil {
		return err
	}
	var batch []byte
	if p.size == 0 {
		batch = appendRecord(batch, kindHeader, p.header)
	}
	for i, k := range list {
		if batch, err = p.add(batch, k); err != nil {
			return err
		}
		if len(batch) > maxBatch || i == len(list)-1 {
			if batch, err = p.flush(f, batch); err != nil {
				return err
			}
		}
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return os.Chtimes(p.path, time.Time{}, time.Now())
}

// flush writes a batch at the end, and returns its empty buffer.
func (p *Pack) flush(f *os.File, batch []byte) ([]byte, error) {
	n, err := f.WriteAt(batch, p.size)
	p.size += int64(n)
	return batch[:0], err
}

// add appends the records of one version to a batch that will be written at the end of the file.
func (p *Pack) add(batch []byte, k store.Kept) ([]byte, error) {
	e := entry{Tree: k.Tree, Path: k.Path, Gone: k.Gone, Size: k.Size, Modified: k.Modified, Notes: string(k.Notes)}
	if k.Load != nil && !k.Gone {
		data, err := k.Load()
		if err != nil {
			return batch, nil // it has changed meanwhile, and is kept the next time
		}
		s := sha256.Sum256(data)
		e.Sum = hex.EncodeToString(s[:])
		if _, ok := p.blobs[s]; !ok {
			packed := p.pack.EncodeAll(data, s[:])
			p.blobs[s] = place{p.size + int64(len(batch)) + headSize + int64(len(s)), int64(len(packed) - len(s))}
			batch = appendRecord(batch, kindBlob, packed)
		}
	}
	line, err := json.Marshal(e)
	if err != nil {
		return batch, err
	}
	p.entries[name{k.Tree, k.Path}] = e
	return appendRecord(batch, kindEntry, line), nil
}

// wasteful reports whether most of the file is of no use any more.
func (p *Pack) wasteful() bool {
	var used int64
	seen := map[string]bool{}
	for _, e := range p.entries {
		if used += 200; e.Sum != "" && !e.Gone && !seen[e.Sum] {
			seen[e.Sum] = true
			var s sum
			hex.Decode(s[:], []byte(e.Sum))
			used += p.blobs[s].length
		}
	}
	return p.size > 2*used+1<<20
}

// compact writes what is of use to a new file, and puts it in the place of the old one.
func (p *Pack) compact() error {
	next := &Pack{path: p.path + ".new", header: p.header, pack: p.pack, unpack: p.unpack, entries: map[name]entry{}, blobs: map[sum]place{}}
	os.Remove(next.path) // what a crash may have left
	if err := next.write(p.Kept()); err != nil {
		return errors.Join(fmt.Errorf("writing %s: %w", next.path, err), os.Remove(next.path))
	}
	if err := os.Rename(next.path, p.path); err != nil {
		return err
	}
	p.entries, p.blobs, p.size = next.entries, next.blobs, next.size
	return nil
}
