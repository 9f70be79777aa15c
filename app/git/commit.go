package git

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/parlance/parlance/app/store/folder"
)

// commitTries is how often a commit is made anew where somebody else commits at the same moment.
const commitTries = 5

// commit records a bundle. made is false where all of it is recorded already.
func (r *Recorder) commit(ctx context.Context, b *bundle) (made bool, err error) {
	for range commitTries {
		if err := r.repo.obstacle(ctx); err != nil {
			return false, err
		}
		head, err := r.repo.head(ctx)
		if err != nil {
			return false, err
		}
		if err := r.refresh(ctx, head); err != nil {
			return false, err
		}
		changes, err := r.repo.changes(ctx, head, b.files)
		if err != nil || len(changes) == 0 {
			return false, err
		}
		commit, err := r.repo.write(ctx, head, changes, b)
		if err != nil {
			return false, err
		}
		subject, _, _ := strings.Cut(b.message(), "\n")
		if _, err = r.repo.git(ctx, "update-ref", "-m", "commit (workbench): "+subject, "HEAD", commit, head); err == nil {
			r.repo.known = commit
			r.unstaged = append(r.unstaged, changes...)
			if err := r.repo.hook(ctx, nil, "post-commit"); err != nil {
				r.Log.Warn("the hook post-commit failed", "error", err)
			}
			return true, r.stage(ctx)
		}
		if now, _ := r.repo.head(ctx); now == head {
			return false, err
		}
	}
	return false, errors.New("saves wait to be recorded in git: others commit all the time")
}

// refresh takes what waits of files that others have committed meanwhile as it stands in them now: what was noted is older than their commit, and the files
// have both.
func (r *Recorder) refresh(ctx context.Context, head string) error {
	if head == r.repo.known {
		return nil
	}
	var versions [2]map[string]entry
	for i, commit := range []string{r.repo.known, head} {
		if commit == "" {
			continue
		}
		var err error
		versions[i], err = r.repo.entries(ctx, append([]string{"ls-tree", "-z", "--full-tree", commit, "--"}, r.waitingFiles()...)...)
		if err != nil && commit == head { // that of before may be gone
			return err
		}
	}
	r.repo.known = head
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, b := range r.waiting {
		for path := range b.files {
			if versions[0][path] == versions[1][path] {
				continue
			}
			data, err := r.repo.read(path)
			if err == nil {
				b.files[path] = data
			} else if errors.Is(err, fs.ErrNotExist) && b.files[path] != nil {
				delete(b.files, path)
			}
		}
	}
	return nil
}

// waitingFiles returns the paths of the files of which something waits.
func (r *Recorder) waitingFiles() (paths []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, b := range r.waiting {
		for path := range b.files {
			paths = append(paths, path)
		}
	}
	return paths
}

// write makes a commit of changes on another one, as its author would: the hooks are asked, and it is signed where that is asked for.
func (g *repository) write(ctx context.Context, head string, changes []change, b *bundle) (commit string, err error) {
	dir, remove, err := folder.TemporaryFolder()
	if err != nil {
		return "", err
	}
	defer remove()
	index := []string{"GIT_INDEX_FILE=" + filepath.Join(dir, "index")}
	if _, err := g.run(ctx, call{args: []string{"read-tree", head}, env: index}); err != nil {
		return "", err
	}
	if _, err := g.run(ctx, call{args: []string{"update-index", "-z", "--index-info"}, env: index, input: indexInfo(changes)}); err != nil {
		return "", err
	}
	message := filepath.Join(dir, "message")
	if err := folder.WriteTemporary(message, []byte(b.message())); err != nil {
		return "", err
	}
	author := []string{"GIT_AUTHOR_NAME=" + b.authors[0].name, "GIT_AUTHOR_EMAIL=" + b.authors[0].mail}
	env := append(index, author...)
	for _, hook := range [][]string{{"pre-commit"}, {"prepare-commit-msg", message, "message"}, {"commit-msg", message}} {
		if err := g.hook(ctx, env, hook...); err != nil {
			return "", fmt.Errorf("saves wait to be recorded in git, because the hook %s of this repository refused them: %w", hook[0], err)
		}
	}
	tree, err := g.run(ctx, call{args: []string{"write-tree"}, env: index})
	if err != nil {
		return "", err
	}
	return g.commitTree(ctx, author, message, strings.TrimSpace(tree), head)
}

// commitTree makes the commit of a tree.
func (g *repository) commitTree(ctx context.Context, env []string, message, tree string, parents ...string) (commit string, err error) {
	args := []string{"commit-tree", "-F", message}
	if signed, _ := g.git(ctx, "config", "--type=bool", "--get", "commit.gpgSign"); strings.TrimSpace(signed) == "true" {
		args = append(args, "-S")
	}
	for _, p := range parents {
		args = append(args, "-p", p)
	}
	if _, err := g.git(ctx, "var", "GIT_COMMITTER_IDENT"); err != nil { // nobody has told git who runs this server
		env = append([]string{"GIT_COMMITTER_NAME=Parlance", "GIT_COMMITTER_EMAIL=" + noReply, "GIT_AUTHOR_NAME=Parlance", "GIT_AUTHOR_EMAIL=" + noReply}, env...)
	}
	out, err := g.run(ctx, call{args: append(args, tree), env: env})
	return strings.TrimSpace(out), err
}

// hook calls a hook of the repository where there is one.
func (g *repository) hook(ctx context.Context, env []string, hook ...string) error {
	args := append([]string{"hook", "run", "--ignore-missing", hook[0]}, prefixed("--", hook[1:])...)
	_, err := g.run(ctx, call{args: args, env: env})
	return err
}

// prefixed returns a list behind a first element, nothing for nothing.
func prefixed(first string, list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return append([]string{first}, list...)
}
