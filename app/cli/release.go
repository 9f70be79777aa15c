package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/cluster"
	"github.com/parlance/parlance/app/store/cluster/released"
	"github.com/parlance/parlance/app/workspace"
)

// follow serves releases from the disk, from the one of the moment on, until ctx ends, and answers for those that are to come. Where there is none yet, what the cluster
// holds is the first.
func (j *joined) follow(ctx context.Context, f *released.Follower, filled bool) error {
	now, err := j.firstRelease(ctx, filled)
	if err == nil {
		err = f.Begin(ctx, j.feed(), now)
	}
	if err == nil {
		err = j.presence.Answer(trialOf(f.Disk))
	}
	if err != nil {
		return fmt.Errorf("what readers are served: %w", err)
	}
	j.presence.Serves(f.Served)
	f.Follow(ctx, j.feed())
	return nil
}

// firstPatience is how long a machine that did not fill the cluster waits until another one has released what it was filled with.
const firstPatience = 2 * time.Minute

// firstRelease returns what readers are served. Where there was no release yet, the machine that filled the cluster makes it, or any after a while.
func (j *joined) firstRelease(ctx context.Context, filled bool) (cluster.Release, error) {
	if j.reader != nil {
		return j.reader.First(ctx, joinPatience)
	}
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

// releaseResult is what became of a release or a rollback, for programs.
type releaseResult struct {
	Release *cluster.Release  `json:"release,omitempty"` // that readers are served now
	Missing []cluster.Missing `json:"missing"`           // servers that did not answer for it, and take it when they can
	Refused []cluster.Refusal `json:"refused"`           // servers that cannot read it: readers go on being served the one before
}

// writeRelease prints what became of a release. said names what was done, with %s for the id.
func (t *terminal) writeRelease(r cluster.Release, failed error, said string, asJSON bool) error {
	refused, isRefused := errors.AsType[*cluster.RefusedError](failed)
	switch {
	case asJSON && isRefused:
		if err := writeJSON(t.out, releaseResult{Missing: []cluster.Missing{}, Refused: refused.By}); err != nil {
			return err
		}
		return failed
	case failed != nil:
		return failed
	case asJSON:
		return writeJSON(t.out, releaseResult{Release: &r, Missing: append([]cluster.Missing{}, r.Missing...), Refused: []cluster.Refusal{}})
	}
	var b strings.Builder
	fmt.Fprintf(&b, said+"\n", short(r.ID))
	for _, m := range r.Missing {
		fmt.Fprintf(&b, "%s has not answered for it, because %s: it takes it as soon as it can\n", visible(m.Machine), visible(m.Why))
	}
	_, err := fmt.Fprint(t.out, b.String())
	return err
}

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
	ID   *string `arg:"" optional:"" help:"The release to go to, or the beginning of its id. Without one it is what readers were served before the release of the moment."`
	By   string  `placeholder:"NAME" help:"Who goes back."`
	JSON bool    `name:"json" help:"Print JSON."`
}

// Validate refuses what is no id: a script whose variable is empty would go back otherwise.
func (c *rollbackCommand) Validate() error {
	if c.ID == nil {
		return nil
	}
	if *c.ID == "" || strings.Trim(strings.ToLower(*c.ID), "0123456789abcdef") != "" {
		return fmt.Errorf("%q is no id of a release: take one that parlance releases lists, or leave it out to go back to the one before", *c.ID)
	}
	return nil
}

// Run has all readers served an earlier release. What was withdrawn since stays withdrawn.
func (c *rollbackCommand) Run(t *terminal) error {
	if err := optionalLine("--by", c.By); err != nil {
		return usagef("%v", err)
	}
	return c.with(t, func(j *joined) error {
		id := ""
		if c.ID != nil {
			id = strings.ToLower(*c.ID)
		}
		before, err := j.Current(context.Background())
		if err != nil {
			return err
		}
		r, err := j.Rollback(context.Background(), id, c.By)
		failed := t.writeRelease(r, err, "readers are served %s again", c.JSON)
		if err == nil && !c.JSON {
			fmt.Fprintf(t.out, "to what they were served until now: parlance rollback %s\n", short(before.ID))
		}
		return failed
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
