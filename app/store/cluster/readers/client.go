package readers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/nats-io/nats.go"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
)

const (
	lookAgain   = 10 * time.Second // how often it is asked for what may have been missed
	askPatience = 6 * time.Second  // how long one question waits for its answer: longer than a machine has for it
	patience    = time.Minute      // how long one file is asked for
	maxWhole    = 2 * store.MaxFileSize
	turnAfter   = 3                // questions without an answer after which another machine is asked
	staleFor    = 30 * time.Second // after which an older release is believed: no leader that is one no longer goes on for so long
)

// Client is a server that has the secret of readers. It has all that a server of readers needs of a cluster, and is safe for concurrent use.
type Client struct {
	conn   *nats.Conn
	unpack *zstd.Decoder
	log    *slog.Logger
	moved  chan struct{} // has room for one, as has ledgers
	ledger chan struct{}
	asking sync.Mutex // revocations are asked for once at a time

	mu          sync.Mutex
	revocations map[string][]byte
	watchers    []func(names []string)
	cluster     string // its name; "" before it was told
	newest      uint64 // the revision of the pointer that was told last
	olderSince  time.Time
	unanswered  int
}

// Open listens to what the machines tell readers, until ctx ends. It asks for nothing yet. conn stays the caller's.
func Open(ctx context.Context, conn *nats.Conn, log *slog.Logger) (*Client, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	unpack, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(store.MaxFileSize+1))
	if err != nil {
		return nil, err
	}
	c := &Client{conn: conn, unpack: unpack, log: log, moved: make(chan struct{}, 1), ledger: make(chan struct{}, 1), revocations: map[string][]byte{}}
	for subject, due := range map[string]chan struct{}{toldRelease: c.moved, toldLedgers: c.ledger} {
		sub, err := conn.Subscribe(subject, func(*nats.Msg) {
			select {
			case due <- struct{}{}:
			default:
			}
		})
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { _ = sub.Unsubscribe() })
	}
	go c.follow(ctx)
	return c, nil
}

// follow asks for revocations whenever there may be others.
func (c *Client) follow(ctx context.Context) {
	for {
		if err := c.refresh(ctx); err != nil && ctx.Err() == nil {
			c.log.Debug("the cluster does not answer this reader", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-c.ledger:
		case <-time.After(lookAgain):
		}
	}
}

// Current returns the release that readers are served, once every revocation that the machines know is known here too.
func (c *Client) Current(ctx context.Context) (cluster.Release, error) {
	if err := c.refresh(ctx); err != nil {
		return cluster.Release{}, err
	}
	text, err := c.whole(ctx, askRelease, question{})
	if err != nil {
		return cluster.Release{}, err
	}
	var p pointer
	if err := json.Unmarshal(text, &p); err != nil || !p.ID.Valid() {
		return cluster.Release{}, errors.New("the answer about the release cannot be read")
	}
	c.mu.Lock()
	c.cluster = p.Cluster
	c.mu.Unlock()
	return cluster.Release{ID: p.ID, At: time.Unix(p.At, 0).UTC(), Revision: p.Revision}, c.newer(p.Revision)
}

// Cluster returns the name of the cluster, "" where no machine has told it yet.
func (c *Client) Cluster() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cluster
}

// newer returns an error for a pointer that is older than one before. A cluster that was restored from a backup begins anew: what is told for long enough counts.
func (c *Client) newer(revision uint64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case revision >= c.newest:
		c.olderSince = time.Time{}
	case c.olderSince.IsZero():
		c.olderSince = time.Now()
		fallthrough
	case time.Since(c.olderSince) < staleFor:
		return errors.New("the machine that answered is behind: it is asked again")
	}
	c.newest = revision
	return nil
}

// Object returns the file of a sum. It asks for a minute at most.
func (c *Client) Object(ctx context.Context, sum cluster.Sum) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	packed, err := c.whole(ctx, askObject, question{Sum: sum})
	if err != nil {
		return nil, err
	}
	data, err := c.unpack.DecodeAll(packed, []byte{})
	if err != nil || cluster.SumOf(data) != sum {
		return nil, fmt.Errorf("the file %.12s came in damaged", sum)
	}
	return data, nil
}

// Revocations returns the lines of a ledger that take a sign-off back, as they were told last.
func (c *Client) Revocations(name string) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.revocations[name]
}

// Released calls moved, until ctx ends, whenever another release may be served, and once at the beginning.
func (c *Client) Released(ctx context.Context, moved func()) {
	for {
		moved()
		select {
		case <-ctx.Done():
			return
		case <-c.moved:
		case <-time.After(lookAgain):
		}
	}
}

// Revoked calls changed, until ctx ends, with the names of ledgers that have other revocations, and once at the beginning with those that have any. It returns at once.
func (c *Client) Revoked(ctx context.Context, changed func(names []string)) {
	c.mu.Lock()
	c.watchers = append(c.watchers, func(names []string) {
		if ctx.Err() == nil {
			changed(names)
		}
	})
	names := slices.Collect(maps.Keys(c.revocations))
	c.mu.Unlock()
	changed(names)
}

// Append has the cluster keep a line of what readers of the site report. It holds no line end.
func (c *Client) Append(line []byte) error {
	msg := &nats.Msg{Subject: askReport, Header: nats.Header{formatMark: {format}}, Data: line}
	reply, err := c.conn.RequestMsg(msg, askPatience)
	if err == nil {
		_, _, err = answered(reply)
	}
	if err != nil {
		return fmt.Errorf("sending a report to the cluster: %w", err)
	}
	return nil
}

// refresh asks which ledgers have which revocations, and for those that are not known here. None is ever forgotten.
func (c *Client) refresh(ctx context.Context) error {
	c.asking.Lock()
	defer c.asking.Unlock()
	text, err := c.whole(ctx, askLedgers, question{})
	if err != nil {
		return err
	}
	var list []listed
	if err := json.Unmarshal(text, &list); err != nil {
		return errors.New("the answer about revocations cannot be read")
	}
	var names []string
	for _, l := range list {
		was := c.Revocations(l.Name)
		if cluster.SumOf(was) == l.Sum || l.Size < int64(len(was)) { // the machine is behind
			continue
		}
		lines, err := c.whole(ctx, askRevocations, question{Name: l.Name})
		if err != nil {
			return err
		}
		if lines = union(was, lines); len(lines) > len(was) {
			names = append(names, l.Name)
			c.mu.Lock()
			c.revocations[l.Name] = lines
			c.mu.Unlock()
		}
	}
	c.mu.Lock()
	watchers := slices.Clone(c.watchers)
	c.mu.Unlock()
	for _, changed := range watchers {
		if len(names) > 0 {
			changed(names)
		}
	}
	return nil
}

// union returns lines with those of more that they do not have.
func union(lines, more []byte) []byte {
	if bytes.HasPrefix(more, lines) {
		return more
	}
	known := map[string]bool{}
	for line := range bytes.Lines(lines) {
		known[string(line)] = true
	}
	lines = bytes.Clone(lines)
	for line := range bytes.Lines(more) {
		if !known[string(line)] && bytes.HasSuffix(line, []byte("\n")) {
			lines = append(lines, line...)
		}
	}
	return lines
}
