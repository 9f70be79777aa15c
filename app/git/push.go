package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/parlance/parlance/app/store/folder"
)

// pushTries is how often what others have pushed is merged, where they push all the time.
const pushTries = 5

// errBusy is the error of a merge for which there is a save to be recorded first.
var errBusy = errors.New("commits wait to be pushed: people save all the time, or something keeps a save from being recorded")

// push pushes the branch. Where others have pushed before, what they did is merged first.
func (r *Recorder) push(ctx context.Context) error {
	remote, ref, err := r.repo.upstream(ctx)
	if err != nil {
		return err
	}
	for range pushTries {
		behind := false
		if behind, err = r.repo.push(ctx, remote, ref); err == nil {
			r.unpushed = false
			return nil
		}
		if !behind {
			return fmt.Errorf("commits wait to be pushed to %s: %w", remote, err)
		}
		if err := r.merge(ctx, remote, ref); err != nil {
			return err
		}
	}
	return fmt.Errorf("commits wait to be pushed to %s, where others push all the time: %w", remote, err)
}

// upstream returns where the branch is pulled from, and so pushed to.
func (g *repository) upstream(ctx context.Context) (remote, ref string, err error) {
	out, err := g.git(ctx, "symbolic-ref", "-q", "HEAD")
	if err != nil {
		return "", "", g.obstacle(ctx)
	}
	ref = strings.TrimSpace(out)
	branch := "branch." + strings.TrimPrefix(ref, "refs/heads/")
	get := func(name string) string {
		value, _ := g.git(ctx, "config", "--get", name)
		return strings.TrimSpace(value)
	}
	if remote, merged := get(branch+".remote"), get(branch+".merge"); remote != "" && remote != "." && merged != "" {
		return remote, merged, nil
	}
	remotes, err := g.git(ctx, "remote")
	names := strings.Fields(remotes)
	switch {
	case err != nil:
		return "", "", err
	case len(names) == 1:
		return names[0], ref, nil
	case len(names) == 0:
		return "", "", errors.New("commits wait to be pushed: the repository has no remote; add one (git remote add origin ADDRESS), or leave --push out")
	}
	return "", "", fmt.Errorf("commits wait to be pushed: nothing says to which of %s; say it with git branch --set-upstream-to=%s/BRANCH", strings.Join(names, ", "), names[0])
}

// push pushes the branch. behind reports whether it was refused because others have pushed before.
func (g *repository) push(ctx context.Context, remote, ref string) (behind bool, err error) {
	out, err := g.run(ctx, call{args: []string{"push", "--porcelain", "--", remote, "HEAD:" + ref}, time: remoteTime})
	for line := range strings.Lines(out) {
		behind = behind || strings.HasPrefix(line, "!\t") && strings.Contains(line, "[rejected]")
	}
	return behind, err
}

// fetchedRef is where what others have pushed is kept while it is merged. It is nobody's branch, and so it may go back with theirs.
const fetchedRef = "refs/parlance/fetched"

// merge merges what others have pushed, and brings it into the work tree while nobody saves. Every save is recorded before.
func (r *Recorder) merge(ctx context.Context, remote, ref string) error {
	if _, err := r.repo.run(ctx, call{args: []string{"fetch", "--quiet", "--no-tags", "--", remote, "+" + ref + ":" + fetchedRef}, time: remoteTime}); err != nil {
		return fmt.Errorf("commits wait to be pushed to %s: %w", remote, err)
	}
	exclusively := r.Exclusively
	if exclusively == nil {
		exclusively = func(do func() error) error { return do() }
	}
	for range pushTries {
		if err := r.commitWaiting(ctx, time.Now()); err != nil {
			return err
		}
		if err := exclusively(func() error { return r.mergeFetched(ctx) }); !errors.Is(err, errBusy) {
			return err
		}
	}
	return errBusy
}

// mergeFetched merges what was fetched.
func (r *Recorder) mergeFetched(ctx context.Context) error {
	if r.isWaiting() {
		return errBusy
	}
	if err := r.repo.obstacle(ctx); err != nil {
		return err
	}
	head, err := r.repo.head(ctx)
	if err != nil {
		return err
	}
	theirs, err := r.repo.git(ctx, "rev-parse", "--verify", fetchedRef)
	if err != nil {
		return err
	}
	merged, err := r.repo.mergeCommit(ctx, head, strings.TrimSpace(theirs), r.Options)
	if err != nil || merged == head {
		return err
	}
	// A hook may want to write to the trees, which are held.
	forward := call{config: []string{"core.hooksPath=" + os.DevNull}, args: []string{"merge", "--ff-only", "--no-autostash", "--quiet", merged}}
	if _, err := r.repo.run(ctx, forward); err != nil {
		return fmt.Errorf("commits wait to be pushed, because what others have pushed cannot be brought into the files: "+
			"commit what was changed in them by hand, or undo it: %w", err)
	}
	r.repo.known = merged
	r.Log.Info("what others have pushed is merged", "commit", merged)
	return nil
}

// mergeCommit returns the commit that two make together. Nothing of the work tree is touched.
func (g *repository) mergeCommit(ctx context.Context, ours, theirs string, o Options) (commit string, err error) {
	for _, pair := range [][2]string{{theirs, ours}, {ours, theirs}} {
		_, err := g.git(ctx, "merge-base", "--is-ancestor", pair[0], pair[1])
		if err == nil {
			return pair[1], nil
		}
		if exitCode(err) != 1 {
			return "", err
		}
	}
	dir, remove, err := folder.TemporaryFolder()
	if err != nil {
		return "", err
	}
	defer remove()
	attributes, message := filepath.Join(dir, "attributes"), filepath.Join(dir, "message")
	err = errors.Join(folder.WriteTemporary(attributes, g.attributes(o.Merged)),
		folder.WriteTemporary(message, []byte("Merge what others have pushed into what was saved in the workbench\n")))
	if err != nil {
		return "", err
	}
	out, err := g.run(ctx, call{
		config: []string{"merge.parlance.name=catalogs and ledgers, message by message", "merge.parlance.driver=" + o.Driver, "core.attributesFile=" + attributes},
		args:   []string{"merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs},
	})
	parts := strings.Split(strings.TrimRight(out, "\x00"), "\x00")
	if exitCode(err) == 1 && len(parts) > 1 {
		return "", fmt.Errorf("commits wait to be pushed, because they and what others have pushed change the same of %s: merge it by hand (git pull), and settle it there; nothing was touched",
			strings.Join(parts[1:], ", "))
	}
	if err != nil {
		return "", err
	}
	return g.commitTree(ctx, nil, message, parts[0], ours, theirs)
}

// attributes returns which files our driver merges, as gitattributes(5), for a clone that was not told.
func (g *repository) attributes(patterns []string) []byte {
	var lines strings.Builder
	below, _ := filepath.Rel(g.top, g.dir)
	below = strings.NewReplacer("*", `\*`, "?", `\?`, "[", `\[`).Replace(filepath.ToSlash(below))
	for _, p := range patterns {
		pattern := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace("/" + strings.TrimPrefix(below+"/", "./") + p)
		fmt.Fprintf(&lines, "\"%s\" merge=parlance\n", pattern)
	}
	return []byte(lines.String())
}

// isWaiting reports whether there is a save to be recorded.
func (r *Recorder) isWaiting() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.waiting) > 0
}
