package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/workspace"
)

// releases is where a server of readers has releases from: a cluster, or what its machines tell readers.
type releases interface {
	released.Source

	// Current returns the release that readers are served.
	Current(ctx context.Context) (cluster.Release, error)

	// Released calls moved, until ctx ends, whenever another release may be served, and once at the beginning.
	Released(ctx context.Context, moved func())

	// Revoked calls changed, until ctx ends, with the names of files, among them those of all ledgers that have other revocations, and once at the beginning with those
	// of all ledgers. It returns at once.
	Revoked(ctx context.Context, changed func(names []string))
}

// follow serves releases from the disk, from the one of the moment on, until ctx ends, and answers for those that are to come. Where there is none yet, what the cluster
// holds is the first.
func (j *joined) follow(ctx context.Context, disk *released.Disk, filled bool, log *slog.Logger) error {
	now, err := j.firstRelease(ctx, filled)
	if err == nil {
		disk.Connect(j)
		if err = disk.Take(ctx, now.ID); err != nil && disk.ID() != "" { // it is tried again
			log.Error("a release cannot be served: readers go on getting the one before", "release", short(now.ID), "error", err)
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("what readers are served: %w", err)
	}
	if err := j.presence.Answer(trialOf(disk)); err != nil {
		return err
	}
	var late atomic.Int64
	j.presence.Serves(func() cluster.Served {
		s := cluster.Served{Release: disk.ID()}
		if since := late.Load(); since != 0 {
			s.Lag = time.Since(time.Unix(0, since))
		}
		return s
	})
	followReleases(ctx, disk, j, &late, log)
	return nil
}

// followReleases serves every release from now on that the cluster has readers served, until ctx ends, and counts every revocation. late is since when another
// release should be served than is, in nanoseconds of Unix time; 0 for no other.
func followReleases(ctx context.Context, disk *released.Disk, from releases, late *atomic.Int64, log *slog.Logger) {
	from.Revoked(ctx, func(names []string) {
		if err := disk.Revoked(names); err != nil {
			log.Error("what was taken back counts, and cannot be noted on this machine's disk: after a restart it would be served until the cluster answers", "error", err)
		}
	})
	all := true // the whole disk is looked at once
	go from.Released(ctx, func() {
		takeRelease(ctx, disk, from, late, log)
		switch mended, err := disk.Mend(ctx, all); {
		case err != nil && ctx.Err() == nil:
			log.Error("files of the release are damaged on this machine's disk, and cannot be fetched again yet", "error", err)
		case mended > 0:
			log.Warn("files of the release were damaged on this machine's disk, and were fetched again", "files", mended)
		}
		all = false
	})
}

// takeRelease serves the release of the moment, where that is another one.
func takeRelease(ctx context.Context, disk *released.Disk, from releases, late *atomic.Int64, log *slog.Logger) {
	began := time.Now()
	now, err := from.Current(ctx)
	if err != nil {
		return
	}
	if now.ID == disk.ID() {
		late.Store(0)
		return
	}
	late.CompareAndSwap(0, began.UnixNano())
	if err := disk.Take(ctx, now.ID); err != nil {
		log.Error("a release cannot be served: readers go on getting the one before", "release", short(now.ID), "error", err)
		return
	}
	late.Store(0)
	log.Info("another release is served", "release", short(now.ID), "took", time.Since(began))
	go func() {
		if err := disk.Sweep(ctx); err != nil {
			log.Warn("files of earlier releases are left on this machine's disk", "error", err)
		}
	}()
}

// firstPatience is how long a machine that did not fill the cluster waits until another one has released what it was filled with.
const firstPatience = 2 * time.Minute

// firstRelease returns what readers are served. Where there was no release yet, the machine that filled the cluster makes it, or any after a while.
func (j *joined) firstRelease(ctx context.Context, filled bool) (cluster.Release, error) {
	for began := time.Now(); ; {
		now, err := j.Current(ctx)
		missing := errors.Is(err, cluster.ErrNoRelease)
		if missing && (filled || time.Since(began) > firstPatience) {
			now, err = j.Release(ctx, "the first release", "")
			missing = false
		}
		unsaved := errors.Is(err, cluster.ErrUnsaved) // most machines do not answer yet, or no more
		if !missing && !unsaved && !errors.Is(err, store.ErrChanged) {
			return now, err
		}
		select { // another machine is about to, or it is tried again
		case <-ctx.Done():
			return now, ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// short returns as much of an id as people need.
func short(id cluster.Sum) string { return string(id[:min(12, len(id))]) }

type releaseCommand struct {
	clusterAccess
	Note    string `placeholder:"TEXT" help:"What is new in it, for the list of releases."`
	By      string `placeholder:"NAME" help:"Who releases."`
	IfCheck bool   `name:"if-check-passes" help:"Release only where check finds no error."`
	JSON    bool   `name:"json" help:"Print JSON."`
}

// Run has all readers of a cluster served what stands in its trees now.
func (c *releaseCommand) Run(t *terminal) error {
	if err := errors.Join(optionalLine("--note", c.Note), optionalLine("--by", c.By)); err != nil {
		return usagef("%v", err)
	}
	return c.with(t, func(j *joined) error {
		if c.IfCheck {
			src, err := workspace.Read(j.Tree("content").Tree(), j.Tree("locales").Tree(), nil)
			if err != nil {
				return err
			}
			list, err := selectLocales(src.Locales, src.Faults, nil, true)
			if err != nil {
				return err
			}
			names, err := workspace.NewNames(src, nil)
			if err != nil {
				return err
			}
			found := workspace.Check(src, list, names, nil)
			if found.Errors > 0 {
				if err := writeFindingsText(t.out, found, newColor(t.out, t.env)); err != nil {
					return err
				}
				return fmt.Errorf("nothing was released: check finds %s", count(found.Errors, "error"))
			}
		}
		before, err := j.Current(context.Background())
		if err != nil && !errors.Is(err, cluster.ErrNoRelease) {
			return err
		}
		r, err := j.Release(context.Background(), c.Note, c.By)
		said := "released %s"
		if r.ID == before.ID {
			said = "%s is what readers had already"
		}
		return t.writeRelease(r, err, said, c.JSON)
	})
}

type releasesCommand struct {
	clusterAccess
	JSON bool `name:"json" help:"Print JSON."`
}

// Run lists what readers were served, the newest first.
func (c *releasesCommand) Run(t *terminal) error {
	return c.with(t, func(j *joined) error {
		list, err := j.Releases(context.Background())
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(t.out, map[string]any{"releases": list})
		}
		var b strings.Builder
		for _, r := range list {
			mark := " "
			if r.Current {
				mark = "*"
			}
			fmt.Fprintf(&b, "%s %s  %s", mark, short(r.ID), r.At.Format("2006-01-02 15:04"))
			if r.Back {
				b.WriteString("  rolled back to")
			}
			fmt.Fprintf(&b, "  %s\n", strings.TrimSpace(visible(r.Note)+"  "+visible(r.By)))
		}
		_, err = fmt.Fprint(t.out, b.String())
		return err
	})
}

type rollbackCommand struct {
	clusterAccess
	ID   string `arg:"" optional:"" help:"The release to go back to, or the beginning of its id (the one before)."`
	By   string `placeholder:"NAME" help:"Who goes back."`
	JSON bool   `name:"json" help:"Print JSON."`
}

// Run has all readers served an earlier release. What was withdrawn since stays withdrawn.
func (c *rollbackCommand) Run(t *terminal) error {
	if err := optionalLine("--by", c.By); err != nil {
		return usagef("%v", err)
	}
	return c.with(t, func(j *joined) error {
		r, err := j.Rollback(context.Background(), strings.ToLower(c.ID), c.By)
		return t.writeRelease(r, err, "readers are served %s again", c.JSON)
	})
}

// optionalLine checks a flag's value where there is one.
func optionalLine(flag, value string) error {
	if value == "" {
		return nil
	}
	return checkLine(flag, value)
}

// with connects to the cluster that the flags name, and does something with it.
func (f *clusterAccess) with(t *terminal, do func(j *joined) error) error {
	if err := f.named(); err != nil {
		return err
	}
	j, err := f.joinFor(t)
	if err != nil {
		return err
	}
	defer j.close()
	return do(j)
}

// named returns an error where the flags name no cluster.
func (f *clusterAccess) named() error {
	if len(f.Cluster) == 0 || f.SecretFile == "" {
		return usagef("name the cluster by --cluster nats://HOST:PORT and --cluster-secret-file")
	}
	return nil
}
