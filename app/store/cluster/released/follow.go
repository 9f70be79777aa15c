package released

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/parlance/parlance/app/store/cluster"
)

// Feed is where a server of readers has releases from: a cluster, or what its machines tell readers.
type Feed interface {
	Source

	// Current returns the release that readers are to be served.
	Current(ctx context.Context) (cluster.Release, error)

	// Released calls moved, until ctx ends, whenever another release may be served, and once at the beginning.
	Released(ctx context.Context, moved func())

	// Revoked calls changed, until ctx ends, with the names of files, among them those of all ledgers that have other revocations, and once at the beginning with those
	// of all ledgers. It returns at once.
	Revoked(ctx context.Context, changed func(names []string))
}

// Follower has a disk serve every release that a cluster has readers served, and knows how far it is. It is safe for concurrent use.
type Follower struct {
	*Disk
	log *slog.Logger

	late     atomic.Int64  // since when another release should be served than is, in nanoseconds of Unix time; 0 for no other
	answered atomic.Int64  // when the cluster last said which release is to be served, as late; 0 for never
	behind   atomic.Uint64 // changes that this server does not have yet, as of then
	silent   atomic.Bool   // it did not say so when it was asked last
	last     atomic.Pointer[cluster.Release]
}

// NewFollower returns what follows releases onto a disk. It does nothing yet.
func NewFollower(disk *Disk, log *slog.Logger) *Follower { return &Follower{Disk: disk, log: log} }

// State is how far a server is with what a cluster has readers served.
type State struct {
	Release  cluster.Sum   // that is served; "" for none
	Lag      time.Duration // for how long the server has known that it should serve another release; 0 where it does not know of one
	Behind   uint64        // changes that it does not have yet, where it follows them
	Answered time.Time     // when the cluster last said which release is to be served; zero for never, and where it did not say so when it was asked last
	Released time.Time     // when readers began to be served the release, or this machine took it where it has not heard that; zero for none
}

// State returns how far the server is at the moment.
func (f *Follower) State() State {
	s := State{Release: f.ID(), Behind: f.behind.Load()}
	if since := f.late.Load(); since != 0 {
		s.Lag = time.Since(time.Unix(0, since))
	}
	if at := f.answered.Load(); at != 0 && !f.silent.Load() {
		s.Answered = time.Unix(0, at)
	}
	if last := f.last.Load(); last != nil && last.ID == s.Release {
		s.Released = last.At
	} else if s.Release != "" {
		s.Released = f.keptAt()
	}
	return s
}

// Served returns the same for the status of the cluster.
func (f *Follower) Served() cluster.Served {
	s := f.State()
	return cluster.Served{Release: s.Release, Lag: s.Lag, Behind: s.Behind}
}

// Begin serves a release of a feed, which the disk has its files from then on from. Where that fails and the disk has another release, that one goes on being served.
func (f *Follower) Begin(ctx context.Context, from Feed, now cluster.Release) error {
	f.Connect(from)
	f.heard(now)
	err := f.Take(ctx, now.ID)
	if err != nil && f.ID() != "" { // it is tried again
		f.sayFailed(now.ID, err)
		return nil
	}
	return err
}

// Follow serves every release of a feed from now on, and counts every revocation, until ctx ends. It returns at once.
func (f *Follower) Follow(ctx context.Context, from Feed) {
	from.Revoked(ctx, func(names []string) {
		if err := f.Revoked(names); err != nil {
			f.log.Error("what was taken back counts, and cannot be noted on this machine's disk: after a restart it would be served until the cluster answers", "error", err)
		}
	})
	all := true // the whole disk is looked at once
	go from.Released(ctx, func() {
		f.take(ctx, from)
		switch mended, err := f.Mend(ctx, all); {
		case err != nil && ctx.Err() == nil:
			f.log.Error("files of the release are damaged on this machine's disk, and cannot be fetched again yet", "error", err)
		case mended > 0:
			f.log.Warn("files of the release were damaged on this machine's disk, and were fetched again", "files", mended)
		}
		all = false
	})
}

// take serves the release of the moment, where that is another one.
func (f *Follower) take(ctx context.Context, from Feed) {
	began := time.Now()
	now, err := from.Current(ctx)
	if err != nil {
		f.silent.Store(true)
		return
	}
	f.heard(now)
	if now.ID == f.ID() {
		f.late.Store(0)
		f.count(ctx, from)
		return
	}
	f.late.CompareAndSwap(0, began.UnixNano())
	if err := f.Take(ctx, now.ID); err != nil {
		f.sayFailed(now.ID, err)
		return
	}
	f.late.Store(0)
	f.log.Info("another release is served", "release", fmt.Sprintf("%.12s", now.ID), "took", time.Since(began))
	f.count(ctx, from)
	go func() {
		if err := f.Sweep(ctx); err != nil {
			f.log.Warn("files of earlier releases are left on this machine's disk", "error", err)
		}
	}()
}

// heard notes that the cluster said which release is to be served.
func (f *Follower) heard(now cluster.Release) {
	f.last.Store(&now)
	f.answered.Store(time.Now().UnixNano())
	f.silent.Store(false)
}

// count asks how many changes are missing here, where the feed follows changes.
func (f *Follower) count(ctx context.Context, from Feed) {
	if c, ok := from.(interface {
		Behind(ctx context.Context) (uint64, error)
	}); ok {
		if n, err := c.Behind(ctx); err == nil {
			f.behind.Store(n)
		}
	}
}

func (f *Follower) sayFailed(id cluster.Sum, err error) {
	f.log.Error("a release cannot be served: readers go on getting the one before", "release", fmt.Sprintf("%.12s", id), "error", err)
}
