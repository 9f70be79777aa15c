package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/parlance/parlance/app/store"
)

// beginning is the record of how a cluster began. It stands under a key that no file can have, and every write of the filling replaces it, so that of two machines
// that find the cluster empty one fills it, and one that wakes up after another took its place can write nothing.
type beginning struct {
	Machine string    `json:"machine"`
	At      time.Time `json:"at"` // for people: nothing is decided by it
	Filled  bool      `json:"filled"`

	Restoring string `json:"restoring,omitempty"` // the sum of a backup that is or was restored: no machine takes that over
}

const beginningKey = filesPrefix + "=cluster"

// fillPatience is how long a machine that fills the cluster may do nothing before another one begins anew.
const fillPatience = 30 * time.Second

// Fill fills a cluster that holds nothing with the files of folders, each under its name, for example "content", and returns which machine did so: this one,
// or another one before, whose files stand and are never written over. Where no folders are given it waits until another machine has. Hidden files and those
// of Go stay behind.
func (c *Cluster) Fill(ctx context.Context, machine string, folders ...store.Tree) (by string, err error) {
	var seen uint64
	var since time.Time
	for {
		b, revision, err := c.beginning(ctx)
		switch {
		case err != nil && !passing(err):
			return "", fmt.Errorf("asking whether the cluster holds anything: %w", err)
		case err == nil && b.Filled:
			return b.Machine, c.catchUp(ctx)
		case err == nil && len(folders) > 0 && b.Restoring == "":
			if revision != seen {
				seen, since = revision, time.Now()
			}
			if revision == 0 || time.Since(since) > fillPatience || b.Machine == machine {
				err := c.fill(ctx, machine, revision, folders)
				if !errors.Is(err, errConflict) && !errors.Is(err, ErrUnsaved) { // where most machines do not answer yet it is begun anew
					return machine, err
				}
			}
		}
		select {
		case <-ctx.Done():
			return "", errors.New("the cluster holds nothing, and no other machine has filled it: start one where the folders content and locales are")
		case <-time.After(time.Second / 2):
		}
	}
}

// beginning asks the leader how the cluster began.
func (c *Cluster) beginning(ctx context.Context) (b beginning, revision uint64, err error) {
	revision, err = c.lastRecord(ctx, beginningKey, &b)
	return b, revision, err
}

// lastRecord asks the leader once, for at most [askPatience], for the record under a key that no file can have. The revision is 0 where there is none.
func (c *Cluster) lastRecord(ctx context.Context, key string, into any) (revision uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	msg, err := c.files.GetLastMsgForSubject(ctx, key)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	return msg.Sequence, json.Unmarshal(msg.Data, into)
}

// fill writes all files, after a mark that this machine does, and the mark anew with each write, and at last that it is done.
func (c *Cluster) fill(ctx context.Context, machine string, revision uint64, folders []store.Tree) error {
	full, done, err := c.whole(ctx)
	if err != nil {
		return err
	}
	defer done()
	f := filling{cluster: full, machine: machine, revision: revision, unwanted: map[string]entry{}}
	if err := f.write(ctx, false, nil); err != nil {
		return err
	}
	if err := full.catchUp(ctx); err != nil {
		return err
	}
	for name, e := range full.copy.all() { // of a filling that was given up
		if e.there() && !grows(name) {
			f.unwanted[name] = e
		}
	}
	for _, tree := range folders {
		if err := f.addTree(ctx, tree); err != nil {
			return err
		}
	}
	for name, e := range f.unwanted {
		if err := f.add(ctx, message{subject: subject(name), expected: e.revision, remove: true}); err != nil {
			return err
		}
	}
	if err := f.write(ctx, true, f.waiting); err != nil {
		return err
	}
	return c.catchUp(ctx)
}

// filling is what a machine does that fills the cluster.
type filling struct {
	cluster  *Cluster
	machine  string
	revision uint64 // of the mark
	unwanted map[string]entry
	waiting  []message
	size     int
}

// addTree adds the files of a folder.
func (f *filling) addTree(ctx context.Context, tree store.Tree) error {
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(d.Name(), ".") && name != "."; {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || d.IsDir() || path.Ext(name) == ".go":
			return nil
		}
		data, err := store.ReadFile(tree, name)
		if err != nil {
			return fmt.Errorf("%s: %w", tree.Path(name), err)
		}
		if err := f.addFile(ctx, path.Join(path.Base(tree.Name), name), data); err != nil {
			return fmt.Errorf("%s: %w", tree.Path(name), err)
		}
		return nil
	})
}

func (f *filling) addFile(ctx context.Context, name string, data []byte) error {
	e := f.cluster.copy.get(name)
	if grows(name) {
		if len(e.lines) > 0 { // of a filling that was given up: lines are records, and each counts once
			return nil
		}
		return f.cluster.extend(ctx, name, e, data)
	}
	delete(f.unwanted, name)
	return f.add(ctx, message{subject: subject(name), expected: e.revision, packed: true, data: f.cluster.codec.pack(data)})
}

// add adds a message to those that wait, and writes these where they are many.
func (f *filling) add(ctx context.Context, m message) error {
	if f.size += len(m.data); len(f.waiting) == maxBatch-1 || f.size > maxBatchBytes {
		if err := f.write(ctx, false, f.waiting); err != nil {
			return err
		}
		f.waiting, f.size = nil, len(m.data)
	}
	f.waiting = append(f.waiting, m)
	return nil
}

// write writes messages with the mark. The error is errConflict where another machine has taken over.
func (f *filling) write(ctx context.Context, filled bool, messages []message) error {
	mark, err := json.Marshal(beginning{Machine: f.machine, At: time.Now().UTC().Truncate(time.Second), Filled: filled})
	if err != nil {
		return err
	}
	first, err := f.cluster.publish(ctx, f.cluster.files, append([]message{{subject: beginningKey, expected: f.revision, data: mark}}, messages...))
	f.revision = first
	return err
}
