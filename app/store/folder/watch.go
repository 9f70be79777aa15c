package folder

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quietTime  = 15 * time.Millisecond  // without events before a burst is reported: an editor writes a file in several steps
	maxBurst   = 150 * time.Millisecond // after which a burst that goes on is reported all the same
	rootPeriod = time.Second            // between two looks at the root itself, because a watch dies with its folder
)

// Watch implements [store.Store]. Folders and files whose names begin with a dot are not watched. The error is the system's, if it refuses to watch.
func (f *Folder) Watch(ctx context.Context, changed func(paths []string)) error {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watching %s: %w", f.tree.Name, err)
	}
	w := &watcher{name: f.tree.Name, events: events, touched: map[string]bool{}}
	if err := w.followRoot(); err != nil {
		events.Close()
		return fmt.Errorf("watching %s: %w", f.tree.Name, err)
	}
	go w.run(ctx, changed)
	return nil
}

// watcher follows every folder below root. Its fields belong to run's goroutine.
type watcher struct {
	name    string      // the root as it was given; it may be a symbolic link
	root    string      // the folder that the name resolves to
	rootID  os.FileInfo // of that folder; nil while it is not followed
	events  *fsnotify.Watcher
	touched map[string]bool // paths of the burst that goes on
	all     bool            // anything may have changed
}

// followRoot resolves the name, through symbolic links, and follows the folder it leads to.
func (w *watcher) followRoot() error {
	w.rootID = nil
	root, err := filepath.EvalSymlinks(w.name)
	if err != nil {
		return err
	}
	if w.root != "" && w.root != root {
		for _, path := range w.events.WatchList() {
			w.events.Remove(path) // it may have gone by itself
		}
	}
	w.root = root
	id, err := os.Stat(root)
	if err != nil {
		return err
	}
	if err = w.follow(root); err == nil {
		w.rootID = id
	}
	return err
}

// follow watches dir and every folder below it. What vanishes meanwhile is passed over.
func (w *watcher) follow(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == dir:
			return err
		case err != nil || !d.IsDir():
			return nil
		case path != dir && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		}
		return w.events.Add(path)
	})
}

// run reports bursts of events until ctx ends.
func (w *watcher) run(ctx context.Context, changed func([]string)) {
	defer w.events.Close()
	var due <-chan time.Time // the end of the burst that goes on
	var latest time.Time     // when that burst is reported at the latest
	root := time.NewTicker(rootPeriod)
	defer root.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-due:
			due = nil
			changed(w.endBurst())
			continue
		case e, open := <-w.events.Events:
			if !open {
				return
			}
			if !w.record(e) {
				continue
			}
		case <-w.events.Errors: // the queue ran over: what changed is not known
			w.all = true
		case <-root.C:
			if !w.rootReplaced() {
				continue
			}
			w.all = true
		}
		if due == nil {
			latest = time.Now().Add(maxBurst)
		}
		if left := time.Until(latest); left > 0 {
			due = time.After(min(quietTime, left))
		}
	}
}

// record records an event and reports whether it counts as a change.
func (w *watcher) record(e fsnotify.Event) bool {
	name, err := filepath.Rel(w.root, e.Name)
	base := filepath.Base(name)
	switch {
	case err != nil || strings.HasPrefix(name, "../"):
		return false
	case strings.HasPrefix(base, ".."):
		w.all = true // a mounted volume swaps its folder "..data", which the files are links into
		return true
	case strings.HasPrefix(base, ".") && name != ".":
		return false
	}
	if e.Op.Has(fsnotify.Create) {
		if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
			w.all = true // files may have come with the folder before it was watched
			w.follow(e.Name)
		}
	}
	if !strings.Contains(base, ".") {
		w.all = true // a folder went or came
	}
	w.touched[filepath.ToSlash(name)] = true
	return true
}

// rootReplaced reports whether the name leads to another folder than the one that is watched, and then follows the new one.
// The inode does not tell: a new folder is often given that of the one just removed. So the watch itself is looked for as well,
// which ends with its folder.
func (w *watcher) rootReplaced() bool {
	root, err := filepath.EvalSymlinks(w.name)
	if err != nil {
		w.rootID = nil
		return false
	}
	info, err := os.Stat(root)
	if err == nil && w.rootID != nil && root == w.root && os.SameFile(info, w.rootID) && slices.Contains(w.events.WatchList(), root) {
		return false
	}
	return w.followRoot() == nil
}

// endBurst ends a burst and returns its paths, nil if anything may have changed.
func (w *watcher) endBurst() []string {
	defer func() { w.touched, w.all = map[string]bool{}, false }()
	if w.all {
		return nil
	}
	return slices.Collect(maps.Keys(w.touched))
}
