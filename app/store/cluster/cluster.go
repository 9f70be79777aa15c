// Package cluster is the two trees on many machines: it implements the contract of package store on NATS JetStream.
//
// It promises that a change which was acknowledged is held by most machines, synced, and outlives the loss of the others. Each file is a value of one
// key-value bucket, written by compare-and-swap of its revision, and several by one atomic batch, so that nobody's words are written over (law 3). Files
// that only grow (*.jsonl) are subjects of a stream from which nothing can be deleted; who wrote a line of the history stands apart from it, and can be erased ([Names]). What is read is this machine's copy, which follows the
// streams: it never goes back, and a write returns once its own copy has it.
//
// Where nobody can be asked (most machines are away), reading goes on, and a write is refused after [patience], with [ErrUnsaved]. A write whose
// answer was lost is asked about until it is known whether it went in, because writing again what stands already would be a conflict with oneself.
//
// What is stored carries the number of its format ([format]). Streams that are not as this package makes them, with fewer replicas for
// example, or of another cluster, are refused when they are opened, with nothing changed.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/parlance/parlance/app/store"
)

// patience is how long a write waits for an answer: longer than the machines take to choose another leader.
const patience = 10 * time.Second

// askPatience is how long one question waits for its answer before it is asked again.
const askPatience = time.Second

// ErrUnsaved is the error of a write that most machines did not answer for.
var ErrUnsaved = errors.New("the cluster cannot save at the moment, because most of its machines do not answer: keep what you have and try again in a minute")

// Options is what a cluster is opened with.
type Options struct {
	Name     string // of the cluster; what is stored under another is refused; "" for whatever it is
	Replicas int    // how many machines hold everything, where the cluster is empty: 1, 3 or 5
	Log      *slog.Logger

	// ReleasesOnly has this machine hold what readers need alone: which release they are served, and what was taken back. Today's trees and the logs are not held: they
	// cannot be read, and logs can be added to.
	ReleasesOnly bool

	// Keep is where this machine keeps what it has, so that the next start asks for what came since alone; nil for nowhere. It holds whatever the cluster holds of texts and history.
	Keep store.Log
}

// Cluster is a connection to what the machines hold together, and this machine's copy of it. It is safe for concurrent use.
type Cluster struct {
	js    jetstream.JetStream
	copy  *replica
	codec codec
	log   *slog.Logger
	turn  sync.Mutex // appends of this process take turns, so that they do not conflict with each other

	files, ledgers, logs, names *stream
	objects                     *stream // the files of releases; asked, and not followed
	people                      *Names
	releasesOnly                bool          // see [Options.ReleasesOnly]
	moved                       chan struct{} // has room for one: another release is served
	unsaved                     atomic.Uint64 // writes that were refused
	stop                        context.CancelFunc
	followers                   sync.WaitGroup
	keeper                      *keeper // nil for none
}

// Open opens the cluster that a connection leads to, makes its streams where there are none, and returns once the copy of this machine holds all that
// the cluster held at the moment. The connection stays the caller's. ctx bounds the opening alone.
func Open(ctx context.Context, conn *nats.Conn, o Options) (*Cluster, error) {
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(askPatience))
	if err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	c := &Cluster{js: js, copy: newReplica(), log: o.Log, releasesOnly: o.ReleasesOnly, moved: make(chan struct{}, 1)}
	if c.codec, err = newCodec(); err != nil {
		return nil, err
	}
	list, err := openStreams(ctx, js, o)
	if err != nil {
		return nil, err
	}
	c.people = newNames(c)
	c.files, c.ledgers, c.logs, c.objects, c.names = list[0], list[1], list[2], list[3], list[4]
	if o.Keep != nil && !c.releasesOnly {
		if c.keeper, err = c.resume(o.Keep); err != nil {
			o.Log.Warn("what this server had of the cluster cannot be read, nor kept: all of it is read from the cluster", "error", err)
			c.keeper = nil
		}
	}
	following, stop := context.WithCancel(context.Background())
	c.stop = stop
	if c.keeper != nil {
		c.followers.Go(func() { c.keeper.run(following) })
	}
	for _, s := range c.streams() {
		c.followers.Go(func() { c.follow(following, s) })
	}
	if c.releasesOnly {
		c.followers.Go(func() {
			c.follow(following, &stream{Stream: c.files.Stream, at: position{moved: make(chan struct{})}, only: releaseKey})
		})
	}
	if err := c.catchUp(ctx); err != nil {
		c.Close()
		return nil, fmt.Errorf("reading what the cluster holds: %w", err)
	}
	return c, nil
}

// Conn returns the connection that the cluster was opened with.
func (c *Cluster) Conn() *nats.Conn { return c.js.Conn() }

// Name returns the name of the cluster, as its machines were told it.
func (c *Cluster) Name() string { return c.files.CachedInfo().Config.Metadata[clusterMark] }

// Unsaved returns how many writes were refused because most machines did not answer.
func (c *Cluster) Unsaved() uint64 { return c.unsaved.Load() }

// counted returns an error of a write, and counts those that most machines did not answer for.
func (c *Cluster) counted(err error) error {
	if errors.Is(err, ErrUnsaved) {
		c.unsaved.Add(1)
	}
	return err
}

// Close ends the following of changes. What was read can be read still.
func (c *Cluster) Close() {
	c.stop()
	c.followers.Wait()
	if c.keeper != nil {
		c.keeper.flush()
	}
}

// catchUp waits until the copy of this machine holds what the leaders of the streams hold now.
func (c *Cluster) catchUp(ctx context.Context) error {
	for _, s := range c.streams() {
		last, err := lastOf(ctx, s)
		if err != nil {
			return err
		}
		if err := c.copy.wait(ctx, &s.at, last); err != nil {
			return err
		}
	}
	return nil
}

// Behind returns how many changes of what this machine follows it does not have yet, as the leaders tell.
func (c *Cluster) Behind(ctx context.Context) (n uint64, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for _, s := range c.streams() {
		last, err := lastOf(ctx, s)
		if err != nil {
			return 0, err
		}
		if at := c.copy.at(&s.at); at < last {
			n += last - at
		}
	}
	return n, nil
}

// streams returns the streams that this machine follows as a whole.
func (c *Cluster) streams() []*stream {
	if c.releasesOnly {
		return []*stream{c.ledgers}
	}
	return []*stream{c.files, c.ledgers, c.names, c.logs}
}

// whole returns the cluster with a copy of everything: itself, or for the moment another one. done ends that.
func (c *Cluster) whole(ctx context.Context) (full *Cluster, done func(), err error) {
	if !c.releasesOnly {
		return c, func() {}, nil
	}
	if full, err = Open(ctx, c.js.Conn(), Options{Log: c.log}); err != nil {
		return nil, nil, err
	}
	return full, full.Close, nil
}

// lastOf returns the sequence of the last message of a stream, as its leader knows it.
func lastOf(ctx context.Context, s *stream) (uint64, error) {
	for {
		asking, cancel := context.WithTimeout(ctx, askPatience)
		info, err := s.Info(asking)
		cancel()
		if err == nil {
			return info.State.LastSeq, nil
		}
		if !passing(err) && !errors.Is(err, jetstream.ErrStreamNotFound) { // a machine may not have heard yet that another made it
			return 0, err
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}
