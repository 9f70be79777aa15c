// Package git records what people save in the workbench as commits, with each of them as the author, through the git program.
//
// It promises that it holds up no save and loses none:
//
//   - A save is in its file before this package is told of it. It is recorded later, beside everything else; where git refuses, it waits, and
//     [Recorder.Trouble] says what is to be done.
//   - A commit holds the files that were saved and nothing else: it is made in an index of its own, so that what somebody has staged stays staged.
//   - A branch only ever moves forward, by compare-and-swap: nothing is forced, and nothing is reset.
//   - What others have pushed is merged beside the work tree. Where it conflicts, nothing of the tree was touched.
package git

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Options are how saves are recorded.
type Options struct {
	Dir  string        // folder in the work tree; names of saved files are below it
	Push bool          // commits are pushed to where the branch is pulled from, too
	Wait time.Duration // from the first save of a commit until it is made; 0 for a minute
	Log  *slog.Logger

	// Driver is the command line of a merge driver for the files that Merged names by patterns below Dir, as of gitattributes(5).
	Driver string
	Merged []string

	// Exclusively calls a function while nobody writes to the trees who can be kept from it, so that git meets no save while it writes files.
	Exclusively func(func() error) error
}

// Recorder makes the commits. Make one with [Open]. A nil Recorder records nothing. It is safe for concurrent use.
type Recorder struct {
	Options
	repo repository

	turn     sync.Mutex // one at a time works in the repository
	unpushed bool
	unstaged []change // of commits, what is to be written into the index that people use

	mu      sync.Mutex
	waiting []*bundle
	trouble string
}

const (
	maxBundles   = 500              // that wait; further saves join the last one
	lastCommit   = 20 * time.Second // that all is given to be recorded once the program is told to end
	lastPush     = 10 * time.Second
	pauses       = 60 // how often in the time of a commit is looked whether one is due
	defaultWait  = time.Minute
	minimumPause = 5 * time.Millisecond
)

// Open returns what records saves below a folder. It is an error if there is no git, or the folder lies in no work tree.
func Open(ctx context.Context, o Options) (*Recorder, error) {
	o.Wait = cmp.Or(o.Wait, defaultWait)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	r := &Recorder{Options: o}
	var err error
	if r.repo, err = openRepository(ctx, o); err != nil {
		return nil, err
	}
	head, err := r.repo.head(ctx)
	r.repo.known = head
	if err != nil { // it waits for the first commit
		r.say(err)
	}
	r.unpushed = o.Push // commits of an earlier run may be left
	return r, nil
}

// Saved takes note of a save, whose files are written by now. It runs no program and waits for none.
func (r *Recorder) Saved(s Save) {
	if r == nil {
		return
	}
	r.mu.Lock() // the files are read in the order in which they are noted, so that what is noted last is the newest
	defer r.mu.Unlock()
	files := map[string][]byte{}
	for _, name := range slices.Concat(s.Files, s.Removed) {
		path, err := r.repo.path(name)
		if err != nil {
			r.Log.Warn("a file is not recorded in git", "file", name, "error", err)
			continue
		}
		data, err := r.repo.read(path)
		if errors.Is(err, fs.ErrNotExist) && slices.Contains(s.Removed, name) {
			data, err = nil, nil
		}
		if err != nil {
			r.Log.Warn("a file is not recorded in git before it is saved again", "file", path, "error", err)
			continue
		}
		files[path] = data
	}
	r.bundleFor(s, files).add(s, files)
}

// bundleFor returns the bundle of the person who saved some files: one behind all in which somebody else saved one of them.
func (r *Recorder) bundleFor(s Save, files map[string][]byte) *bundle {
	for _, b := range slices.Backward(r.waiting) {
		if b.closed {
			break
		}
		if b.authors[0] == s.author() || len(r.waiting) >= maxBundles {
			return b
		}
		if b.holdsAny(files) {
			break
		}
	}
	b := newBundle()
	r.waiting = append(r.waiting, b)
	return b
}

// Trouble returns why saves wait to be recorded or pushed, and what to do about it; "" where they do not.
func (r *Recorder) Trouble() string {
	if r == nil {
		return ""
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.trouble
}

// say keeps what a turn ended with for [Recorder.Trouble], and logs it once.
func (r *Recorder) say(err error) {
	said := ""
	if err != nil {
		said = err.Error()
	}
	r.mu.Lock()
	before, waiting := r.trouble, len(r.waiting)
	r.trouble = said
	r.mu.Unlock()
	switch {
	case said == before:
	case said == "":
		r.Log.Info("git records what is saved again")
	default:
		r.Log.Warn("git does not do all that it should: what is saved is in the files", "waiting", waiting, "error", said)
	}
}

// Run records saves until ctx ends, and then those that wait.
func (r *Recorder) Run(ctx context.Context) {
	tick := time.NewTicker(max(r.Wait/pauses, minimumPause))
	defer tick.Stop()
	var tried time.Time
	for {
		select {
		case <-ctx.Done():
			bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastCommit)
			defer cancel()
			if err := r.Record(bounded); err != nil {
				r.Log.Warn("what git was to do at the end is left to be done: what was saved is in the files", "error", err)
			}
			return
		case now := <-tick.C:
			if !r.due(now) || r.Trouble() != "" && now.Sub(tried) < r.Wait {
				continue
			}
			tried = now
			_ = r.record(ctx, now.Add(-r.Wait)) // which says it
		}
	}
}

// due reports whether there is something to do: a bundle has waited long enough, or a commit is not pushed, or not yet in the index that people use.
func (r *Recorder) due(now time.Time) bool {
	r.turn.Lock()
	left := r.Push && r.unpushed || len(r.unstaged) > 0
	r.turn.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	return left || len(r.waiting) > 0 && now.Sub(r.waiting[0].began) >= r.Wait
}

// Record records what waits at once, and pushes it where that was asked for.
func (r *Recorder) Record(ctx context.Context) error { return r.record(ctx, time.Now()) }

// record makes the commits of what was begun before a time, and pushes them. ctx ends what waits for a network; a commit that has begun is made.
func (r *Recorder) record(ctx context.Context, before time.Time) error {
	r.turn.Lock()
	defer r.turn.Unlock()
	err := r.commitWaiting(ctx, before)
	if err == nil && r.Push && r.unpushed {
		err = r.push(ctx)
	}
	r.say(err)
	return err
}

// commitWaiting makes the commits of what was begun before a time, in their order.
func (r *Recorder) commitWaiting(ctx context.Context, before time.Time) error {
	for {
		r.mu.Lock()
		var b *bundle
		if len(r.waiting) > 0 && !r.waiting[0].began.After(before) {
			b = r.waiting[0]
			b.closed = true
		}
		r.mu.Unlock()
		if b == nil {
			return r.stage(ctx)
		}
		made, err := r.commit(ctx, b)
		r.mu.Lock()
		if err == nil {
			r.waiting = r.waiting[1:]
		} else {
			b.closed = false
		}
		r.mu.Unlock()
		if err != nil {
			return err
		}
		r.unpushed = r.unpushed || made
	}
}
