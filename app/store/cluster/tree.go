package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/virtual"
)

// Tree is one tree of the cluster. It implements [store.Store].
type Tree struct {
	cluster *Cluster
	name    string
}

// Tree returns the tree of a name, for example "content".
func (c *Cluster) Tree(name string) *Tree { return &Tree{cluster: c, name: name} }

// Tree implements [store.Store]. Reading never asks another machine.
func (t *Tree) Tree() store.Tree {
	return store.Tree{FS: virtual.FS(copyFiles{t.cluster, t.name}), Name: t.name}
}

// Watch implements [store.Store].
func (t *Tree) Watch(ctx context.Context, changed func(paths []string)) error {
	t.cluster.copy.watch(ctx, t.name+"/", changed)
	return nil
}

// Recover implements [store.Store]. Nobody saves past the compare-and-swap, so that there is never anything to hand over.
func (t *Tree) Recover(func(name string, words []byte) error) error { return nil }

// Apply implements [store.Store]. Up to a thousand files are one write, all or none; of more, the first thousands may be written alone.
func (t *Tree) Apply(writes []store.Write) error {
	changes := make([]change, len(writes))
	for i, w := range writes {
		changes[i] = change{path: w.Path, old: w.Old, new: w.New}
	}
	return t.cluster.counted(t.change(changes))
}

// Remove implements [store.Store].
func (t *Tree) Remove(name string, old []byte) error {
	return t.cluster.counted(t.change([]change{{path: name, old: old, remove: true}}))
}

// change is one file to be changed. old is nil where there shall be none.
type change struct {
	path     string
	old, new []byte
	remove   bool
}

var (
	errInvalid = errors.New("no path of a file inside the tree")
	errGrows   = errors.New("files of lines only grow in a cluster: lines can be added, and none changed or removed")
)

// full returns the name of a file in the cluster.
func (t *Tree) full(name string) (string, error) {
	if !fs.ValidPath(name) || name == "." {
		return "", errInvalid
	}
	return path.Join(t.name, name), nil
}

// change makes changes. What others wrote meanwhile stands: they are compared with the newest that there is, and again where somebody was faster.
func (t *Tree) change(changes []change) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(1+len(changes)/100)*patience)
	defer cancel()
	if i, err := t.compare(ctx, changes); err != nil {
		return t.failed(changes, i, 0, err)
	}
	for done := 0; done < len(changes); {
		n, err := t.write(ctx, changes[done:])
		if err != nil {
			return t.failed(changes, done+n, done, err)
		}
		done += n
	}
	return nil
}

// failed returns the error of changes of which some are made.
func (t *Tree) failed(changes []change, at, done int, err error) error {
	e := &store.WriteError{Path: changes[at].path, Name: path.Join(t.name, changes[at].path), Err: err}
	for _, c := range changes[:done] {
		e.Written = append(e.Written, c.path)
	}
	return e
}

// compare returns which of the changes is not of what stands there now, and why.
func (t *Tree) compare(ctx context.Context, changes []change) (int, error) {
	for i, c := range changes {
		if _, err := t.expected(ctx, c); err != nil {
			return i, err
		}
	}
	return 0, nil
}

// expected returns the file that a change replaces. Where this machine's copy holds something else, it may be behind: so the leaders are asked then.
func (t *Tree) expected(ctx context.Context, c change) (entry, error) {
	name, err := t.full(c.path)
	if err != nil {
		return entry{}, err
	}
	e := t.cluster.copy.get(name)
	if same, err := t.cluster.holds(e, c.old); same || err != nil {
		return e, err
	}
	if err := t.cluster.catchUp(ctx); err != nil {
		return e, ErrUnsaved
	}
	e = t.cluster.copy.get(name)
	same, err := t.cluster.holds(e, c.old)
	if err == nil && !same {
		err = store.ErrChanged
	}
	return e, err
}

// holds reports whether a file holds data, nil for no file.
func (c *Cluster) holds(e entry, data []byte) (bool, error) {
	if !e.there() || data == nil {
		return !e.there() && data == nil, nil
	}
	now, err := c.content(e)
	return err == nil && bytes.Equal(now, data), err
}

// write writes the first of the changes, as many as go together, and returns how many; of an error, which of them is at fault.
func (t *Tree) write(ctx context.Context, changes []change) (n int, err error) {
	for {
		messages, entries, at, err := t.messages(ctx, changes)
		if err != nil {
			return at, err
		}
		if n = len(messages); grows(changes[0].path) {
			err = t.lengthen(ctx, changes[0], entries[0])
		} else {
			err = t.replace(ctx, changes, messages)
		}
		if err == nil {
			return n, nil
		}
		if !errors.Is(err, errConflict) {
			return 0, err
		}
		if err := t.cluster.catchUp(ctx); err != nil {
			return 0, ErrUnsaved
		}
	}
}

// lengthen adds to a file of lines what it shall hold beyond what it holds.
func (t *Tree) lengthen(ctx context.Context, c change, was entry) error {
	text := c.new[len(c.old):]
	if len(text) == 0 && was.there() {
		return nil
	}
	name, _ := t.full(c.path)
	return t.cluster.extend(ctx, name, was, text)
}

// replace writes files, all or none.
func (t *Tree) replace(ctx context.Context, changes []change, messages []message) error {
	first, err := t.cluster.publish(ctx, t.cluster.files, messages)
	if err != nil {
		return err
	}
	copy := t.cluster.copy
	t.cluster.keep(ctx, t.cluster.files, first+uint64(len(messages))-1, func() {
		for i, m := range messages {
			name, _ := t.full(changes[i].path)
			copy.put(name, entry{revision: first + uint64(i), changed: time.Now(), gone: m.remove, packed: m.data, size: int64(len(changes[i].new))})
		}
	})
	return nil
}

// messages returns the first changes as messages of one write, as many as go together, with the files that they replace. A file of lines goes alone.
func (t *Tree) messages(ctx context.Context, changes []change) (list []message, entries []entry, at int, err error) {
	size := 0
	for i, c := range changes {
		if i > 0 && (grows(c.path) || grows(changes[0].path) || i == maxBatch) {
			break
		}
		e, err := t.expected(ctx, c)
		if err != nil {
			return nil, nil, i, err
		}
		m, err := t.message(c, e)
		if err != nil {
			return nil, nil, i, err
		}
		if size += len(m.data); i > 0 && size > maxBatchBytes {
			break
		}
		list, entries = append(list, m), append(entries, e)
	}
	return list, entries, 0, nil
}

// message returns a change of a file as a message.
func (t *Tree) message(c change, was entry) (m message, err error) {
	name, _ := t.full(c.path)
	m = message{subject: subject(name), expected: was.revision, remove: c.remove}
	switch {
	case len(c.new) > store.MaxFileSize:
		return m, errTooLarge
	case grows(c.path) && (c.remove || !bytes.HasPrefix(c.new, c.old)):
		return m, errGrows
	case grows(c.path) || c.remove:
		return m, nil
	}
	m.data, m.packed = t.cluster.codec.pack(c.new), true
	if most := t.cluster.js.Conn().MaxPayload(); int64(len(m.data))+maxHeader > most {
		return m, fmt.Errorf("the file is larger than the servers take (%d MB): give them a larger max_payload", most>>20)
	}
	return m, nil
}
