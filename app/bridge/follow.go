package bridge

import (
	"context"
	"path"
	"slices"
	"sync"
	"time"
)

const (
	goneFor     = 2 * time.Second // for which a file is gone from the folder before it is taken for removed: editors and git take some away for a moment
	compareAll  = 5 * time.Minute // between two looks at everything, so that what was not told is found
	afterFailed = 5 * time.Second // before what failed is tried again
)

// Events is told what a bridge does.
type Events interface {
	// Pushed and Pulled are told what was done in one direction; never with nothing.
	Pushed(*Result)
	Pulled(*Result)
	// Failed is told why something could not be done, nil once it can be again. It is tried again.
	Failed(error)
}

// pending are the files that were touched and not looked at yet.
type pending struct {
	mu    sync.Mutex
	all   bool
	paths map[string]bool
	due   chan struct{} // has room for one
}

func newPending() *pending { return &pending{paths: map[string]bool{}, due: make(chan struct{}, 1)} }

// add adds files, nil for all.
func (p *pending) add(paths []string) {
	p.mu.Lock()
	p.all = p.all || paths == nil
	for _, name := range paths {
		p.paths[name] = true
	}
	p.mu.Unlock()
	select {
	case p.due <- struct{}{}:
	default:
	}
}

// take returns the files that wait, nil for all.
func (p *pending) take() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	paths := []string{}
	for name := range p.paths {
		paths = append(paths, name)
	}
	if p.all {
		paths = nil
	}
	p.all, p.paths = false, map[string]bool{}
	slices.Sort(paths)
	return paths
}

// Follow keeps the folder and the cluster in step until ctx ends: every change on one side is taken over to the other one. A file that goes from the folder is
// removed from the cluster once it has been gone for a while.
func (b *Bridge) Follow(ctx context.Context, events Events) error {
	waiting := newPending()
	for _, tree := range TreeNames {
		changed := func(paths []string) { waiting.add(within(tree, paths)) }
		if err := b.Folder[tree].Watch(ctx, changed); err != nil {
			return err
		}
		if err := b.Cluster[tree].Watch(ctx, changed); err != nil {
			return err
		}
	}
	gone := absences{since: map[string]time.Time{}, again: func(name string) {
		time.AfterFunc(goneFor+50*time.Millisecond, func() { waiting.add([]string{name}) })
	}}
	b.hold = gone.hold
	waiting.add(nil)
	every := time.NewTicker(compareAll)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-every.C:
			waiting.add(nil)
			continue
		case <-waiting.due:
		}
		paths := waiting.take()
		if paths != nil && len(paths) == 0 {
			continue
		}
		gone.forget(b, paths)
		err := b.both(paths, events)
		events.Failed(err)
		if err != nil {
			time.AfterFunc(afterFailed, func() { waiting.add(paths) })
		}
	}
}

// both pushes files and then pulls them.
func (b *Bridge) both(paths []string, events Events) error {
	r, err := b.Push(paths)
	if !r.nothing() {
		events.Pushed(r)
	}
	if err != nil {
		return err
	}
	if r, err = b.Pull(paths); !r.nothing() {
		events.Pulled(r)
	}
	return err
}

func (r *Result) nothing() bool {
	return len(r.Changes)+len(r.Conflicts)+len(r.Left)+len(r.Kept)+len(r.Passed) == 0
}

// within returns names of a tree with the tree's name.
func within(tree string, names []string) []string {
	if names == nil {
		return nil
	}
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = path.Join(tree, name)
	}
	return list
}

// absences are files that are gone from the folder, and since when.
type absences struct {
	since map[string]time.Time
	again func(name string) // has it looked at again
}

// hold reports whether a file that is gone may come back.
func (a *absences) hold(name string) bool {
	since, known := a.since[name]
	if !known {
		since = time.Now()
		a.since[name] = since
		a.again(name)
	}
	return time.Since(since) < goneFor
}

// forget forgets files that are there again.
func (a *absences) forget(b *Bridge, paths []string) {
	for name := range a.since {
		if paths != nil && !slices.Contains(paths, name) {
			continue
		}
		for _, tree := range TreeNames {
			if rest, ok := trimTree(name, tree); ok {
				if v, err := readVersion(b.Folder[tree].Tree(), rest); err == nil && v.there {
					delete(a.since, name)
				}
			}
		}
	}
}
