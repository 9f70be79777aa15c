package cluster

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	quietTime = 15 * time.Millisecond  // without changes before a burst is reported, as of a folder
	maxBurst  = 150 * time.Millisecond // after which a burst that goes on is reported all the same
)

// watcher reports the changes below one folder.
type watcher struct {
	prefix string
	due    chan struct{} // has room for one

	mu      sync.Mutex
	touched map[string]bool
}

// touch notes that a file was changed. It never waits.
func (w *watcher) touch(name string) {
	rest, ok := strings.CutPrefix(name, w.prefix)
	if !ok {
		return
	}
	w.mu.Lock()
	w.touched[rest] = true
	w.mu.Unlock()
	select {
	case w.due <- struct{}{}:
	default:
	}
}

func (w *watcher) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	paths := slices.Collect(maps.Keys(w.touched))
	clear(w.touched)
	return paths
}

// watch reports changes of files whose names begin with prefix, until ctx ends.
func (r *replica) watch(ctx context.Context, prefix string, changed func(paths []string)) {
	w := &watcher{prefix: prefix, due: make(chan struct{}, 1), touched: map[string]bool{}}
	r.mu.Lock()
	r.watchers[w] = true
	r.mu.Unlock()
	go func() {
		defer func() {
			r.mu.Lock()
			delete(r.watchers, w)
			r.mu.Unlock()
		}()
		for w.burst(ctx) {
			if paths := w.take(); len(paths) > 0 {
				changed(paths)
			}
		}
	}()
}

// burst waits for a burst of changes and its end. It reports false once ctx has ended.
func (w *watcher) burst(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-w.due:
	}
	for latest := time.After(maxBurst); ; {
		select {
		case <-ctx.Done():
			return false
		case <-w.due:
		case <-time.After(quietTime):
			return true
		case <-latest:
			return true
		}
	}
}
