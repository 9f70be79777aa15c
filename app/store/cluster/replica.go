package cluster

import (
	"context"
	"maps"
	"path"
	"sync"
	"time"
)

// replica is this machine's copy of all files. It only goes forward: what is older than what it has is passed over.
type replica struct {
	mu       sync.RWMutex
	entries  map[string]entry           // by name, files that are gone too, because their revision is needed to make them anew
	folders  map[string]map[string]bool // what each folder holds, by name; true for folders
	watchers map[*watcher]bool
	within   bool // a write of several files is being taken over
}

// position is how far a copy is in a stream.
type position struct {
	seen  uint64        // the sequence of the last message
	moved chan struct{} // closed when seen grows
}

// entry is one file. It is never changed, only replaced.
type entry struct {
	revision uint64 // the sequence of its last message in its stream
	changed  time.Time
	gone     bool
	packed   []byte // of a file that is replaced as a whole
	lines    []byte // of one that only grows; what stands in it stays, others may be added behind its end
	size     int64
	err      error // why it cannot be read
}

// there reports whether there is such a file.
func (e entry) there() bool { return e.revision > 0 && !e.gone }

func newReplica() *replica {
	return &replica{entries: map[string]entry{}, folders: map[string]map[string]bool{".": {}}, watchers: map[*watcher]bool{}}
}

// get returns a file. It is the zero entry where there never was one.
func (r *replica) get(name string) entry {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.entries[name]
}

// all returns all files by name, those too that are gone.
func (r *replica) all() map[string]entry {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return maps.Clone(r.entries)
}

// whole returns all files as they are between two writes: of several that were written together it has all or none.
func (r *replica) whole() map[string]entry {
	for {
		r.mu.RLock()
		between := !r.within
		list := maps.Clone(r.entries)
		r.mu.RUnlock()
		if between {
			return list
		}
		time.Sleep(time.Millisecond)
	}
}

// step notes whether the message that was taken over last was followed by others of the same write.
func (r *replica) step(within bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.within = within
}

// put takes a newer version of a file, and reports whether it was newer.
func (r *replica) put(name string, e entry) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.putLocked(name, e)
}

func (r *replica) putLocked(name string, e entry) bool {
	was := r.entries[name]
	if e.revision <= was.revision {
		return false
	}
	r.entries[name] = e
	if was.there() == e.gone {
		r.list(name, !e.gone)
	}
	for w := range r.watchers {
		w.touch(name)
	}
	return true
}

// touch tells those who watch of something that is no file.
func (r *replica) touch(name string) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for w := range r.watchers {
		w.touch(name)
	}
}

// extend adds lines to a file that only grows.
func (r *replica) extend(name string, revision uint64, changed time.Time, lines []byte, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.entries[name]
	next := entry{revision: revision, changed: changed, lines: append(e.lines, lines...), err: e.err}
	if next.err == nil {
		next.err = err
	}
	if next.lines == nil {
		next.lines = []byte{} // which is how a file of lines is told
	}
	next.size = int64(len(next.lines))
	r.putLocked(name, next)
}

// list adds a file to the folder that it lies in, or takes it out, with folders that become empty.
func (r *replica) list(name string, there bool) {
	for at, isFolder := name, false; at != "."; at, isFolder = path.Dir(at), true {
		dir := path.Dir(at)
		if there {
			if r.folders[dir] == nil {
				r.folders[dir] = map[string]bool{}
			}
			r.folders[dir][path.Base(at)] = isFolder
			continue
		}
		delete(r.folders[dir], path.Base(at))
		if len(r.folders[dir]) > 0 || dir == "." {
			return
		}
		delete(r.folders, dir)
	}
}

// folder returns what a folder holds, names and whether each is a folder. ok is false where there is no such folder.
func (r *replica) folder(name string) (list map[string]bool, ok bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	list, ok = r.folders[name]
	return maps.Clone(list), ok
}

// reached notes that everything in a stream up to a sequence is in the copy.
func (r *replica) reached(p *position, sequence uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if sequence > p.seen {
		p.seen = sequence
		close(p.moved)
		p.moved = make(chan struct{})
	}
}

// at returns how far the copy is.
func (r *replica) at(p *position) uint64 {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return p.seen
}

// wait waits until everything up to a sequence is in the copy.
func (r *replica) wait(ctx context.Context, p *position, sequence uint64) error {
	for {
		r.mu.RLock()
		seen, moved := p.seen, p.moved
		r.mu.RUnlock()
		if seen >= sequence {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-moved:
		}
	}
}
