package cli

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/parlance/parlance/app/server"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/store/cluster/voter"
	"github.com/parlance/parlance/app/store/folder"
)

// part is a server's part in a cluster, which it may not have joined yet.
type part struct {
	done   chan struct{} // closed once it has joined, or was refused
	joined *joined       // once done, unless err is set
	err    error         // why the cluster refuses it
	stop   context.CancelFunc

	server server.Cluster     // what is known of this server before it has joined
	disk   *released.Follower // what readers are served
	dir    string             // where it keeps what it has

	tried  chan struct{}         // closed once it was tried to join
	secret atomic.Pointer[error] // that the cluster has another secret, as it said last; nil where it did not
}

// joinAgain is how long a server without a voice waits before it tries again to reach a cluster.
const joinAgain = 2 * time.Second

// join joins, while readers are served from the disk. again has it try until ctx ends; else an error is a refusal.
func (p *part) join(ctx context.Context, again bool, log *slog.Logger, try func() (*joined, error)) {
	defer close(p.done)
	tried := sync.OnceFunc(func() { close(p.tried) })
	defer tried()
	for said := ""; ; {
		j, err := try()
		p.secret.Store(nil)
		if err == nil {
			p.joined, p.err = j, nil
			log.Info("the cluster is joined")
			return
		}
		if p.err = err; errors.Is(err, voter.ErrOtherSecret) {
			p.secret.Store(&err)
		}
		tried()
		if ctx.Err() != nil {
			return
		}
		if !again {
			log.Error("this machine is refused by the cluster: readers go on being served the release on its disk, without what is released or taken back from now on; put it right, and start it again",
				"error", p.err)
			return
		}
		if now := p.err.Error(); now != said {
			said = now
			log.Warn("the cluster is not joined yet: it is tried again", "error", p.err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(joinAgain):
		}
	}
}

// refused returns why the cluster refuses this server, nil where it does not, or nobody knows yet. p may be nil.
func (p *part) refused() error {
	switch {
	case p == nil:
	case p.isDone():
		return p.err
	case p.secret.Load() != nil:
		return *p.secret.Load()
	}
	return nil
}

// refusalWait is how long a start waits for a cluster to refuse this server. One that cannot be reached holds up nobody for longer.
const refusalWait = 500 * time.Millisecond

// waitForRefusal waits until the cluster was asked once, or for a moment.
func (p *part) waitForRefusal() {
	select {
	case <-p.tried:
	case <-time.After(refusalWait):
	}
}

func (p *part) isDone() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// close leaves the cluster.
func (p *part) close() {
	p.stop()
	<-p.done
	if p.joined != nil {
		p.joined.close()
	}
}

// lateLog is the log of reports of a cluster that may not be joined yet.
type lateLog struct{ part *part }

// Append implements [server.ReportLog].
func (l lateLog) Append(line []byte) error {
	if !l.part.isDone() || l.part.err != nil {
		return cluster.ErrUnsaved
	}
	return l.part.joined.reports().Append(line)
}

// clusterTrees returns what readers of a cluster are served: the release on this machine's disk at once, and without one that of the cluster, which is waited for.
func (c *serveCommand) clusterTrees(ctx context.Context, log *slog.Logger) (s served, err error) {
	dir := filepath.Join(cmp.Or(c.Clustered.Dir, c.Data), "releases")
	var disk *released.Follower
	if _, err := os.Stat(dir); err == nil { // where it is not there, nothing is made before the flags are known to be right
		if disk, err = openReleases(dir, log); err != nil {
			return s, err
		}
	}
	joining, stop := context.WithCancel(ctx)
	p := &part{done: make(chan struct{}), tried: make(chan struct{}), stop: stop, server: c.Clustered.role(c.Data), dir: filepath.Dir(dir)}
	if disk == nil || disk.ID() == "" {
		if p.joined, disk, p.err = c.takePart(joining, dir, disk, log); p.err != nil {
			stop()
			return s, p.err
		}
		close(p.done)
	} else {
		log.Info("readers are served the release on this machine's disk; the cluster is joined meanwhile", "release", short(disk.ID()))
		go p.join(joining, len(c.Clustered.Cluster) > 0, log, func() (*joined, error) {
			j, _, err := c.takePart(joining, dir, disk, log)
			return j, err
		})
		p.waitForRefusal()
	}
	p.disk = disk
	return served{content: disk.Tree("content"), locales: disk.Tree("locales"), contentChanges: embedded{}, localesChanges: embedded{}, cluster: p, released: disk.Disk}, nil
}

// openReleases opens what readers were served on this machine's disk.
func openReleases(dir string, log *slog.Logger) (*released.Follower, error) {
	disk, err := released.Open(dir)
	if err != nil {
		return nil, err
	}
	for _, fault := range disk.Faults() {
		log.Error("of what readers are served, something is damaged on this machine's disk", "fault", fault)
	}
	return released.NewFollower(disk, log), nil
}

// takePart joins the cluster, and serves its releases from then on. An empty one is filled with this machine's folders. disk is nil for one that is to be opened.
func (c *serveCommand) takePart(ctx context.Context, dir string, disk *released.Follower, log *slog.Logger) (*joined, *released.Follower, error) {
	c.Clustered.releasesOnly = c.Work == ""
	j, err := c.Clustered.join(ctx, c.Data, log)
	if err != nil {
		return nil, nil, err
	}
	by := "another"
	if j.reader == nil {
		by, err = c.fill(ctx, j, log)
	}
	if err == nil && disk == nil {
		disk, err = openReleases(dir, log)
	}
	if err == nil {
		err = j.follow(ctx, disk, by == j.name)
	}
	if err == nil && j.voter != nil {
		err = j.answerReaders(ctx, log)
	}
	if err != nil {
		j.close()
		return nil, nil, err
	}
	return j, disk, nil
}

// fill fills an empty cluster with this machine's folders, and returns which machine did so.
func (c *serveCommand) fill(ctx context.Context, j *joined, log *slog.Logger) (by string, err error) {
	var folders []store.Tree
	for _, usual := range []string{"content", "locales"} {
		dir, err := folder.Open(cmp.Or(map[string]string{"content": c.Content, "locales": c.Locales}[usual], usual))
		if err == nil {
			folders = append(folders, store.Tree{FS: dir.Tree().FS, Name: usual})
		}
	}
	if len(folders) < 2 || j.voter == nil {
		folders = nil
	}
	by, err = j.Fill(ctx, j.name, folders...)
	switch {
	case err != nil:
	case by == j.name:
		log.Info("the cluster was empty, and was filled from this machine's folders", "machine", by)
	case len(folders) > 0:
		log.Info("the folders of this machine are not served, nor written to: the cluster has its own texts", "filled_by", by)
	}
	return by, err
}
