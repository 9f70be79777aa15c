package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/parlance/parlance/app/store"
)

// Log is what all machines write line by line outside of the trees: the history of edits, and what readers report. It implements [store.Log].
type Log struct {
	cluster *Cluster
	name    string // in the cluster
}

// logs is the folder of the logs, which is no tree.
const logs = "logs"

// Log returns the log of a name, for example "history.jsonl".
func (c *Cluster) Log(name string) *Log { return &Log{cluster: c, name: path.Join(logs, name)} }

// Append adds one line, which holds no line end.
func (l *Log) Append(line []byte) error { return l.AppendLines([][]byte{line}) }

// AppendLines implements [store.Log].
func (l *Log) AppendLines(lines [][]byte) error {
	text := append(bytes.Join(lines, []byte("\n")), '\n')
	if len(lines) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	if err := l.cluster.counted(l.cluster.record(ctx, l.name, text)); err != nil {
		return fmt.Errorf("writing %s: %w", l.name, err)
	}
	return nil
}

// Each implements [store.Log].
func (l *Log) Each(yield func(path string, data []byte)) error {
	if l.cluster.releasesOnly {
		return errNoLogs
	}
	e := l.cluster.copy.get(l.name)
	if e.revision == 0 {
		return nil
	}
	data, err := l.cluster.content(e)
	if err != nil {
		return &fs.PathError{Op: "read", Path: l.name, Err: err}
	}
	yield(l.name, data)
	return nil
}

// After implements [store.Log].
func (l *Log) After(m store.Mark) (added []byte, next store.Mark, ok bool, err error) {
	err = l.Each(func(_ string, data []byte) {
		next = store.Mark{Size: int64(len(data))}
		if ok = 0 < m.Size && m.Size <= next.Size; ok {
			added = data[m.Size:]
		}
	})
	return added, next, ok, err
}

var errNoLogs = errors.New("this machine holds no logs of the cluster, because it serves readers alone")

var errKept = errors.New("what was written to a cluster's log stays there: nothing was changed")

// Rewrite implements [store.Log]. It is an error where a line should become another one.
func (l *Log) Rewrite(line func(line []byte) []byte) (err error) {
	failed := l.Each(func(_ string, data []byte) {
		for text := range bytes.Lines(data) {
			if text = bytes.TrimSuffix(text, []byte("\n")); !bytes.Equal(line(text), text) {
				err = errKept
			}
		}
	})
	return errors.Join(failed, err)
}
