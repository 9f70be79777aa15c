package bridge

import (
	"errors"
	"io/fs"

	"github.com/parlance/parlance/app/history"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workspace"
)

// applyTries is how often a file is merged again that somebody writes to while it is to be written.
const applyTries = 5

// apply writes what files are to hold. done are those that hold it now; others are left as they are, and the result says why.
func (b *Bridge) apply(to side, tree string, items []*item, r *Result) (done []*item, err error) {
	var waiting []*item
	for _, i := range items {
		if to.of(i).same(i.merged.version) {
			done = append(done, i)
		} else {
			waiting = append(waiting, i)
		}
	}
	for len(waiting) > 0 {
		var writes []store.Write
		for _, i := range waiting {
			writes = append(writes, store.Write{Path: i.name, Old: to.of(i).bytes(), New: i.merged.bytes()})
		}
		var failed error
		if !b.DryRun {
			if err := b.begin(to, waiting); err != nil {
				return done, err
			}
			failed = to.stores[tree].Apply(writes)
		}
		if failed == nil {
			return append(done, waiting...), b.wrote(to, waiting, r)
		}
		e, ok := errors.AsType[*store.WriteError](failed)
		if !ok {
			return done, failed
		}
		written, culprit, rest := split(waiting, e)
		done = append(done, written...)
		if err := b.wrote(to, written, r); err != nil {
			return done, err
		}
		waiting = rest
		if culprit == nil || !errors.Is(failed, store.ErrChanged) && !errors.Is(failed, fs.ErrPermission) {
			return done, failed
		}
		again, err := b.again(culprit, failed, r)
		switch {
		case err != nil:
			return done, err
		case again && to.of(culprit).same(culprit.merged.version):
			done = append(done, culprit)
		case again:
			waiting = append(waiting, culprit)
		}
	}
	return done, nil
}

// split returns which files a failed write has written, at which it failed, and those that are left.
func split(waiting []*item, e *store.WriteError) (written []*item, culprit *item, rest []*item) {
	done := map[string]bool{}
	for _, name := range e.Written {
		done[name] = true
	}
	for _, i := range waiting {
		switch {
		case done[i.name]:
			written = append(written, i)
		case i.name == e.Path:
			culprit = i
		default:
			rest = append(rest, i)
		}
	}
	return written, culprit, rest
}

// again reads and merges a file anew that somebody has written to meanwhile. It reports false for one that is left as it is.
func (b *Bridge) again(i *item, failed error, r *Result) (bool, error) {
	if i.tries++; i.tries == applyTries || !errors.Is(failed, store.ErrChanged) {
		r.Left = append(r.Left, Left{i.path(), failed.Error()})
		return false, nil
	}
	conflict, err := b.read(i)
	switch {
	case err != nil:
		r.Left = append(r.Left, Left{i.path(), err.Error()})
		return false, nil
	case conflict || i.merged.conflict:
		return false, b.conflict(i, r)
	case !i.merged.there: // it was removed meanwhile: the next exchange sees to that
		r.Left = append(r.Left, Left{i.path(), failed.Error()})
		return false, nil
	}
	return true, nil
}

// wrote notes what was written: in the result, in the history of the cluster, and which versions of the folder were replaced.
func (b *Bridge) wrote(to side, items []*item, r *Result) error {
	var edits []history.Record
	for _, i := range items {
		r.Changes = append(r.Changes, Change{Path: i.path(), Kind: kind(to.of(i), i.merged.version), Keys: i.merged.chosen})
		if !b.DryRun && !to.cluster && i.folder.there {
			b.earlier.add(i.path(), i.folder, i.base)
		}
		edits = append(edits, i.edits...)
	}
	if b.DryRun || len(edits) == 0 {
		return nil
	}
	return workspace.RecordPush(b.Journal, edits)
}
