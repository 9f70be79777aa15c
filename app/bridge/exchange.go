package bridge

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
)

// item is one file that is looked at.
type item struct {
	tree, name            string
	base, folder, cluster version
	merged                merged
	lines                 []string         // of a ledger: those that the cluster has not
	edits                 []history.Record // of a catalog that goes into the cluster
	tries                 int
}

func (i *item) path() string { return path.Join(i.tree, i.name) }

// side is where an exchange writes to.
type side struct {
	stores  map[string]store.Store
	cluster bool
	of      func(*item) version
	after   func(*item) version // what both sides come from, once it is written
}

func (b *Bridge) folderSide() side {
	return side{b.Folder, false, func(i *item) version { return i.folder }, func(i *item) version { return i.cluster }}
}

func (b *Bridge) clusterSide() side {
	return side{b.Cluster, true, func(i *item) version { return i.cluster }, func(i *item) version { return i.folder }}
}

// Pull brings what the cluster holds into the folder. What the folder has that was not pushed stays there. paths are the files that are looked at, with their
// trees; nil is all. The error is that it could not be gone on; what is in the result is done.
func (b *Bridge) Pull(paths []string) (*Result, error) { return b.exchange(b.folderSide(), paths) }

// Push brings what the folder has, and had not when it was pulled or pushed last, into the cluster.
func (b *Bridge) Push(paths []string) (*Result, error) { return b.exchange(b.clusterSide(), paths) }

// BringBack brings files in which a push found that both sides wrote a text into the folder, which gets what stands now, and the previous texts.
func (b *Bridge) BringBack(pushed *Result) error {
	var paths []string
	for _, c := range pushed.Changes {
		if len(c.Keys) > 0 {
			paths = append(paths, c.Path)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	r, err := b.Pull(paths)
	pushed.Back = append(pushed.Back, r.Changes...)
	pushed.Left, pushed.Conflicts = append(pushed.Left, r.Left...), append(pushed.Conflicts, r.Conflicts...)
	return err
}

func (b *Bridge) exchange(to side, paths []string) (*Result, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := &Result{Changes: []Change{}, Conflicts: []Conflict{}, Left: []Left{}, Kept: []string{}, Back: []Change{}, Passed: []string{}}
	if !b.DryRun {
		if err := b.resume(); err != nil {
			return r, err
		}
	}
	items := map[string][]*item{}
	for _, tree := range TreeNames {
		list, err := b.look(tree, paths, r)
		if err == nil {
			err = b.checkRemovals(to, tree, list)
		}
		if err != nil {
			return r, err
		}
		items[tree] = list
	}
	for _, step := range []func(side, string, []*item, *Result) error{b.writeLedgers, b.writeFiles, b.removeFiles} {
		for _, tree := range TreeNames {
			if err := step(to, tree, items[tree], r); err != nil {
				return r, err
			}
		}
	}
	return r, nil
}

// look reads the files of a tree on both sides, and merges them.
func (b *Bridge) look(tree string, paths []string, r *Result) (list []*item, err error) {
	names, passed, err := b.wanted(tree, paths)
	if err != nil {
		return nil, err
	}
	r.Passed = append(r.Passed, within(tree, passed)...)
	b.Progress.Start("comparing "+tree, len(names))
	for _, name := range names {
		b.Progress.Step()
		i := &item{tree: tree, name: name}
		conflict, err := b.read(i)
		switch {
		case err != nil:
			r.Left = append(r.Left, Left{i.path(), err.Error()})
		case i.merged.conflict || conflict && !i.folder.same(i.cluster):
			if err := b.conflict(i, r); err != nil {
				return nil, err
			}
		case b.hold != nil && i.base.there && !i.folder.there && b.hold(i.path()):
		default:
			if i.merged.kept {
				r.Kept = append(r.Kept, i.path())
			}
			list = append(list, i)
		}
	}
	return list, nil
}

// read reads the versions of a file and merges them. conflict reports whether it waits for a person.
func (b *Bridge) read(i *item) (conflict bool, err error) {
	if i.folder, err = readVersion(b.Folder[i.tree].Tree(), i.name); err != nil {
		return false, err
	}
	if i.cluster, err = readVersion(b.Cluster[i.tree].Tree(), i.name); err != nil {
		return false, err
	}
	if isLedger(i.name) {
		i.lines = missingLines(i.folder.data, i.cluster.data)
		i.merged = merged{version: versionOf(withLines(i.cluster.data, i.lines))}
		if !i.folder.there && !i.cluster.there {
			i.merged = merged{}
		}
		return false, nil
	}
	if i.base, conflict, err = b.State.base(i.tree, i.name); err != nil || conflict {
		return conflict, err
	}
	i.merged, err = b.merge(i)
	return false, err
}

// conflict keeps what a person needs to join two versions.
func (b *Bridge) conflict(i *item, r *Result) error {
	c := Conflict{Path: i.path()}
	if !b.DryRun {
		files := map[string][]byte{}
		c.Kept = b.State.setConflict(files, i.tree, i.name, i.cluster)
		if err := b.State.put(files); err != nil {
			return err
		}
	}
	r.Conflicts = append(r.Conflicts, c)
	return nil
}

// fewRemovals is how many files may go at once without a question.
const fewRemovals = 10

// checkRemovals refuses to remove most of a tree: a folder whose disk is not mounted looks like one from which everything was removed.
func (b *Bridge) checkRemovals(to side, tree string, list []*item) error {
	n := 0
	for _, i := range list {
		if to.of(i).there && !i.merged.there {
			n++
		}
	}
	if b.RemoveMany || n <= fewRemovals {
		return nil
	}
	all, _, err := b.names(tree)
	if err == nil && 2*n > len(all) {
		err = fmt.Errorf("%d of %d files of %s would be removed: is the folder the right one, and whole? if they are to go, add --remove-many", n, len(all), tree)
	}
	return err
}

// writeFiles writes what is no ledger.
func (b *Bridge) writeFiles(to side, tree string, items []*item, r *Result) error {
	var list []*item
	for _, i := range items {
		if !isLedger(i.name) && i.merged.there {
			list = append(list, i)
		}
	}
	done, err := b.apply(to, tree, list, r)
	err = errors.Join(err, b.settle(to, done))
	if err == nil && !b.DryRun && len(list) > 0 {
		err = b.end()
	}
	return err
}

// removeFiles removes what is to go.
func (b *Bridge) removeFiles(to side, tree string, items []*item, r *Result) error {
	var done []*item
	var failed error
	for _, i := range items {
		if isLedger(i.name) || i.merged.there {
			continue
		}
		if before := to.of(i); before.there {
			if !b.DryRun {
				err := to.stores[tree].Remove(i.name, before.bytes())
				if errors.Is(err, store.ErrChanged) || errors.Is(err, fs.ErrPermission) {
					r.Left = append(r.Left, Left{i.path(), err.Error()})
					continue
				} else if err != nil {
					failed = err
					break
				}
			}
			r.Changes = append(r.Changes, Change{Path: i.path(), Kind: kind(before, version{})})
		}
		done = append(done, i)
	}
	return errors.Join(failed, b.settle(to, done))
}

// settle notes what both sides come from now, and what was done in the history.
func (b *Bridge) settle(to side, done []*item) error {
	if b.DryRun {
		return nil
	}
	files := map[string][]byte{}
	for _, i := range done {
		if base := to.after(i); !base.same(i.base) || base.there && !i.base.there {
			setBase(files, i.tree, i.name, base)
		}
	}
	return b.State.put(files)
}

func kind(before, after version) string {
	switch {
	case !before.there:
		return "new"
	case !after.there:
		return Removed
	}
	return "changed"
}
