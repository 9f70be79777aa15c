package folder

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// settle is how long a tree must be quiet before a change is told: an editor writes a file in several steps.
	settle = 15 * time.Millisecond
	// patience is how long a burst may go on before what has come so far is told all the same.
	patience = 150 * time.Millisecond
	// rootCheck is how often the root itself is looked at, because a watch dies with the folder it was put on.
	rootCheck = time.Second
)

// Watch calls changed once after every burst of changes, with the paths inside the tree that were touched, in no
// order and without repeats; nil means that anything may have changed. It returns when ctx ends, or with an error where
// the system refuses to watch.
func (f *Folder) Watch(ctx context.Context, changed func(paths []string)) error {
	w, err := newWatcher(f.tree.Name)
	if err != nil {
		return fmt.Errorf("watching %s: %w", f.tree.Name, err)
	}
	go func() {
		defer func() { w.events.Close() }()
		w.run(ctx, changed)
	}()
	return nil
}

// watcher follows every folder below root. Its fields belong to run's goroutine.
type watcher struct {
	named   string      // the root as it was named; it may be a symbolic link
	root    string      // the folder that the name stood for when it was last followed
	rootID  os.FileInfo // of that folder; nil while it is not followed
	events  *fsnotify.Watcher
	touched map[string]bool
	all     bool // anything may have changed
}

func newWatcher(root string) (*watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{named: root, events: events, touched: map[string]bool{}}
	if err := w.followRoot(); err != nil {
		events.Close()
		return nil, err
	}
	return w, nil
}

// followRoot finds the folder that the name stands for now, through symbolic links, and follows it.
func (w *watcher) followRoot() error {
	w.rootID = nil
	root, err := filepath.EvalSymlinks(w.named)
	if err != nil {
		return err
	}
	if w.root != "" && w.root != root {
		w.forget()
	}
	w.root = root
	id, err := os.Stat(root)
	if err != nil {
		return err
	}
	if err := w.follow(root); err != nil {
		return err
	}
	w.rootID = id
	return nil
}

// forget ends every watch: the name stands for another folder now.
func (w *watcher) forget() {
	for _, path := range w.events.WatchList() {
		w.events.Remove(path) // it may have gone by itself
	}
}

// follow puts a watch on dir and on every folder below it. What vanishes meanwhile is passed over.
func (w *watcher) follow(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			if path == dir {
				return err
			}
			return nil
		}
		if path != dir && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		return w.events.Add(path)
	})
}

func (w *watcher) run(ctx context.Context, changed func([]string)) {
	var quiet, late <-chan time.Time
	root := time.NewTicker(rootCheck)
	defer root.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.events.Events:
			if !ok {
				return
			}
			if !w.note(e) {
				continue
			}
			quiet = time.After(settle)
			if late == nil {
				late = time.After(patience)
			}
		case <-w.events.Errors: // the queue ran over: what changed is not known
			w.all = true
			quiet = time.After(settle)
		case <-root.C:
			if w.rootReplaced() {
				w.all = true
				quiet = time.After(settle)
			}
		case <-quiet:
			quiet, late = nil, nil
			changed(w.take())
		case <-late:
			quiet, late = nil, nil
			changed(w.take())
		}
	}
}

// note remembers an event, and says whether it concerns anybody.
func (w *watcher) note(e fsnotify.Event) bool {
	name, err := filepath.Rel(w.root, e.Name)
	if err != nil || e.Op == fsnotify.Chmod || strings.HasPrefix(name, "../") {
		return false
	}
	if strings.HasPrefix(filepath.Base(name), "..") {
		w.all = true // a mounted volume swaps its folder "..data", which the files are links into
		return true
	}
	if strings.HasPrefix(filepath.Base(name), ".") && name != "." {
		return false
	}
	if e.Op.Has(fsnotify.Create) {
		if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
			w.all = true // files may have come with the folder before it was watched
			w.follow(e.Name)
		}
	}
	if !strings.Contains(filepath.Base(name), ".") {
		w.all = true // a folder went or came
	}
	w.touched[filepath.ToSlash(name)] = true
	return true
}

// rootReplaced finds out whether the name stands for another folder than the one that is watched, and follows the new one.
// The number of a folder on the disk does not tell: a new folder is often given that of the one just removed. So the
// watch itself is asked for as well, which ends with its folder.
func (w *watcher) rootReplaced() bool {
	root, err := filepath.EvalSymlinks(w.named)
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

func (w *watcher) take() []string {
	defer func() { w.touched, w.all = map[string]bool{}, false }()
	if w.all {
		return nil
	}
	paths := make([]string, 0, len(w.touched))
	for p := range w.touched {
		paths = append(paths, p)
	}
	return paths
}
