package lastgood

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
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
	if err == nil && !p.isCurrent() {
		err = p.scan()
	}
	if err != nil {
		lock.Close()
		return err
	}
	p.lock = lock
	return nil
}

// isCurrent reports whether nobody has written to the file since it was read.
func (p *Pack) isCurrent() bool {
	now, err := os.Stat(p.path)
	return err == nil && p.seen != nil && os.SameFile(now, p.seen) && now.Size() == p.seen.Size() && now.ModTime().Equal(p.seen.ModTime())
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
	if p.size == 0 {
		n, err := f.WriteAt(appendRecord(nil, kindHeader, p.header), 0)
		if p.size = int64(n); err != nil {
			return err
		}
	}
	var b batch
	for i, k := range list {
		if err := p.add(&b, k); err != nil {
			return err
		}
		if len(b.bytes) > maxBatch || i == len(list)-1 {
			if err := p.flush(f, b); err != nil {
				return err
			}
			b = batch{bytes: b.bytes[:0]}
		}
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return os.Chtimes(p.path, time.Time{}, time.Now())
}

// batch is what is to be written at the end of the file.
type batch struct {
	bytes   []byte
	entries []*entry
}

// flush writes a batch at the end.
func (p *Pack) flush(f *os.File, b batch) error {
	var entries bytes.Buffer
	if err := gob.NewEncoder(&entries).Encode(b.entries); err != nil {
		return err
	}
	n, err := f.WriteAt(appendRecord(appendRecord(nil, kindBytes, b.bytes), kindEntries, entries.Bytes()), p.size)
	p.size += int64(n)
	return err
}

// add adds one version to a batch.
func (p *Pack) add(b *batch, k store.Kept) error {
	e := &entry{Tree: k.Tree, Path: k.Path, Gone: k.Gone, Size: k.Size, Modified: k.Modified, Notes: k.Notes}
	if k.Load != nil && !k.Gone {
		data, err := k.Load()
		if err != nil {
			return nil // it has changed meanwhile, and is kept the next time
		}
		s := sha256.Sum256(data)
		e.Sum = s[:]
		if e.Place = p.blobs[s]; e.Place.Length == 0 {
			from := len(b.bytes)
			b.bytes = p.pack.EncodeAll(data, b.bytes)
			e.Place = place{p.size + headSize + int64(from), int64(len(b.bytes) - from)}
		}
	}
	b.entries = append(b.entries, e)
	p.remember(e)
	return nil
}

// wasteful reports whether most of the file is of no use any more.
func (p *Pack) wasteful() bool {
	var used int64
	seen := map[place]bool{}
	for _, e := range p.entries {
		if used += 200; !e.Gone && !seen[e.Place] {
			seen[e.Place] = true
			used += e.Place.Length
		}
	}
	return p.size > 2*used+1<<20
}

// compact writes what is of use to a new file, and puts it in the place of the old one.
func (p *Pack) compact() error {
	next := &Pack{path: p.path + ".new", header: p.header, pack: p.pack, unpack: p.unpack, entries: map[name]*entry{}, blobs: map[sum]place{}}
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
