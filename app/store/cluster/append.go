package cluster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"time"

	"github.com/parlance/parlance/app/store"
)

var errNoLineEnd = errors.New("what is added must end with a line end")

// Append implements [store.Store]. Of a file that only grows the new lines alone are sent.
func (t *Tree) Append(name string, lines func(now []byte) ([]byte, error)) error {
	full, err := t.full(name)
	if err == nil {
		err = t.cluster.counted(t.append(name, full, lines))
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", path.Join(t.name, name), err)
	}
	return nil
}

func (t *Tree) append(name, full string, lines func(now []byte) ([]byte, error)) error {
	return t.cluster.appending(func(ctx context.Context) error {
		e, now := t.cluster.copy.get(full), []byte(nil)
		if e.there() {
			var err error
			if now, err = t.cluster.content(e); err != nil {
				return err
			}
		}
		added, err := added(now, lines)
		switch {
		case err != nil || len(added) == 0:
			return err
		case len(now)+len(added) > store.MaxFileSize:
			return errTooLarge
		case grows(name):
			return t.cluster.extend(ctx, full, e, added)
		}
		c := change{path: name, new: append(bytes.Clone(now), added...)}
		if e.there() {
			c.old = now
		}
		_, err = t.write(ctx, []change{c})
		return err
	})
}

// appending calls do until nobody else was faster. Appends of this process take turns, so that they do not hinder each other.
func (c *Cluster) appending(do func(ctx context.Context) error) error {
	c.turn.Lock()
	defer c.turn.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	for {
		err := do(ctx)
		if !errors.Is(err, errConflict) && !errors.Is(err, store.ErrChanged) {
			return err
		}
		if err := c.catchUp(ctx); err != nil {
			return ErrUnsaved
		}
	}
}

// added returns what is to be added to a file that holds now: what lines returns, on a new line.
func added(now []byte, lines func(now []byte) ([]byte, error)) ([]byte, error) {
	text, err := lines(now[:len(now):len(now)])
	switch {
	case err != nil || len(text) == 0:
		return nil, err
	case !bytes.HasSuffix(text, []byte("\n")):
		return nil, errNoLineEnd
	case len(now) > 0 && !bytes.HasSuffix(now, []byte("\n")):
		return append([]byte("\n"), text...), nil
	}
	return text, nil
}

// minPacked is how long lines are that shrink when they are packed, in bytes.
const minPacked = 1 << 10

// extend adds text to a ledger that holds e. The error is errConflict where somebody else did.
func (c *Cluster) extend(ctx context.Context, full string, e entry, text []byte) error {
	m := c.lines(full, text)
	m.expected = e.revision
	at, err := c.publish(ctx, c.ledgers, []message{m})
	if err != nil {
		return err
	}
	c.keep(ctx, c.ledgers, at, func() { c.copy.extend(full, at, time.Now(), text, nil) })
	return nil
}

// record adds text to a log, whatever others add at the same moment: machines that are far apart would else wait for each other at every line.
func (c *Cluster) record(ctx context.Context, full string, text []byte) error {
	m := c.lines(full, text)
	m.anyway = true
	at, err := c.publish(ctx, c.logs, []message{m})
	if err == nil {
		c.keep(ctx, c.logs, at, func() {}) // what others added before it would be passed over
	}
	return err
}

// lines returns text that is added to a file as a message.
func (c *Cluster) lines(full string, text []byte) message {
	m := message{subject: subject(full), data: text}
	if len(text) > minPacked {
		m.data, m.packed = c.codec.pack(text), true
	}
	return m
}

// keep has this machine's copy hold what was written up to a sequence before anybody is told that it was. It arrives with all that came before it, as a
// rule at once; where it does not, put puts it there.
func (c *Cluster) keep(ctx context.Context, s *stream, sequence uint64, put func()) {
	if c.releasesOnly {
		return // what it holds follows by itself
	}
	ctx, cancel := context.WithTimeout(ctx, heartbeat)
	defer cancel()
	if c.copy.wait(ctx, &s.at, sequence) != nil {
		put()
	}
}
