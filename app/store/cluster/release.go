package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/parlance/parlance/app/store"
)

// Release is all files of both trees at one moment, that readers are served.
type Release struct {
	ID      Sum       `json:"id"` // of its manifest
	Note    string    `json:"note,omitempty"`
	By      string    `json:"by,omitempty"`
	At      time.Time `json:"at"` // when readers began to be served it
	Back    bool      `json:"rolled_back,omitempty"`
	Current bool      `json:"current,omitempty"`

	Missing  []Missing `json:"-"` // of one that was just made or gone back to: servers that did not answer for it, and take it when they can
	Revision uint64    `json:"-"` // grows with whatever readers are served next; 0 of one that was read from a list
}

const releaseKey = filesPrefix + "=release" // the pointer: no file can have this key

// ErrNoRelease is the error where nothing was released yet.
var ErrNoRelease = errors.New("nothing was released yet: run parlance release")

// Release names all files of the trees as they are now, stores those that no release had, and has readers served them once the servers that are up have answered that they
// can read it. The error is a [RefusedError] where one cannot.
func (c *Cluster) Release(ctx context.Context, note, by string) (Release, error) {
	now, revision, err := c.current(ctx)
	stored := map[Sum]bool{}
	if err == nil {
		stored, err = c.storedFor(ctx, now.ID)
	} else if errors.Is(err, ErrNoRelease) {
		err = nil
	}
	if err != nil {
		return Release{}, err
	}
	full, done, err := c.whole(ctx)
	if err != nil {
		return Release{}, err
	}
	defer done()
	if err := full.catchUp(ctx); err != nil {
		return Release{}, ErrUnsaved
	}
	manifest, err := c.putAll(ctx, full.copy.whole(), stored)
	if err != nil {
		return Release{}, err
	}
	text := manifest.Text()
	r := Release{ID: SumOf(text), Note: note, By: by}
	if err := c.putObject(ctx, message{subject: objectPrefix + string(r.ID), packed: true, data: c.codec.pack(text)}); err != nil {
		return Release{}, err
	}
	return c.serve(ctx, r, now.ID, revision)
}

// serve has readers served a release, in the place of the one before, if no server that is up cannot read it.
func (c *Cluster) serve(ctx context.Context, r Release, before Sum, revision uint64) (Release, error) {
	missing, err := c.answered(ctx, r.ID, before)
	if err != nil {
		return Release{}, err
	}
	r, err = c.point(ctx, r, revision)
	r.Missing = missing
	return r, err
}

// Current returns the release that readers are served. The error is [ErrNoRelease] where there is none.
func (c *Cluster) Current(ctx context.Context) (Release, error) {
	r, revision, err := c.current(ctx)
	r.Revision = revision
	return r, err
}

func (c *Cluster) current(ctx context.Context) (r Release, revision uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	msg, err := lastMessage(ctx, c.files, releaseKey, askPatience)
	switch {
	case err == nil:
		return r, msg.Sequence, json.Unmarshal(msg.Data, &r)
	case errors.Is(err, jetstream.ErrMsgNotFound):
		err = ErrNoRelease
	case ctx.Err() != nil:
		err = ErrUnsaved
	}
	return r, 0, err
}

// point has readers served a release, unless somebody was faster.
func (c *Cluster) point(ctx context.Context, r Release, revision uint64) (Release, error) {
	r.At, r.Current = time.Now().UTC().Truncate(time.Second), false
	data, err := json.Marshal(r)
	if err != nil {
		return r, err
	}
	_, err = c.publish(ctx, c.files, []message{{subject: releaseKey, expected: revision, data: data}})
	if errors.Is(err, errConflict) {
		err = fmt.Errorf("somebody else released or rolled back at the same moment: %w", store.ErrChanged)
	}
	return r, err
}

// Releases returns what readers were served, the newest first: the last [kept] changes.
func (c *Cluster) Releases(ctx context.Context) (list []Release, err error) {
	_, last, err := c.current(ctx)
	if err != nil {
		return nil, err
	}
	for at := uint64(1); at <= last; {
		asking, cancel := context.WithTimeout(ctx, askPatience)
		msg, err := c.files.GetMsg(asking, at, jetstream.WithGetMsgSubject(releaseKey))
		cancel()
		if err != nil {
			return nil, err
		}
		var r Release
		if err := json.Unmarshal(msg.Data, &r); err != nil {
			return nil, err
		}
		r.Current = msg.Sequence == last
		list = append([]Release{r}, list...)
		at = msg.Sequence + 1
	}
	return list, nil
}

// Revocations returns the lines of a ledger that take a sign-off back, as this machine knows them.
func (c *Cluster) Revocations(name string) (lines []byte) {
	data, err := c.content(c.copy.get(name))
	if err != nil {
		return nil
	}
	return revocationsIn(data)
}

// revocationsIn returns the lines of a text that take a sign-off back.
func revocationsIn(data []byte) (lines []byte) {
	for line := range bytes.Lines(data) {
		var record struct {
			Kind string `json:"kind"`
		}
		if bytes.Contains(line, []byte(`"revoke"`)) && json.Unmarshal(line, &record) == nil && record.Kind == "revoke" {
			lines = append(append(lines, bytes.TrimSuffix(line, []byte("\n"))...), '\n')
		}
	}
	return lines
}

// Ledgers returns the names of the ledgers of sign-offs that this machine knows.
func (c *Cluster) Ledgers() (names []string) {
	for name := range c.copy.all() {
		if IsLedger(name) {
			names = append(names, name)
		}
	}
	return names
}

// LedgersAt returns how much was written to all ledgers, as this machine knows them: a number that grows.
func (c *Cluster) LedgersAt() uint64 { return c.copy.at(&c.ledgers.at) }

// Released calls moved, until ctx ends, whenever readers are to be served another release, and once at the beginning.
func (c *Cluster) Released(ctx context.Context, moved func()) {
	for {
		moved()
		select {
		case <-ctx.Done():
			return
		case <-c.moved:
		case <-time.After(lookAgain): // what was missed is found
		}
	}
}

const lookAgain = 10 * time.Second

// Moved calls moved, until ctx ends, after readers are to be served another release. It returns at once.
func (c *Cluster) Moved(ctx context.Context, moved func()) {
	c.copy.watch(ctx, releaseTouched, func([]string) { moved() })
}

// releaseTouched is the name, which no file has, that those who watch are told when the pointer moves.
const releaseTouched = "=release"

// Revoked calls changed, until ctx ends, after files were written, with their names: those of ledgers may have other revocations. At the beginning it is called with the
// names of all ledgers.
func (c *Cluster) Revoked(ctx context.Context, changed func(names []string)) {
	c.copy.watch(ctx, "", changed)
	var ledgers []string
	for name := range c.copy.all() {
		if grows(name) && !isLog(name) {
			ledgers = append(ledgers, name)
		}
	}
	go changed(ledgers)
}
