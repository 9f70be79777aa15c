package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/store"
)

// repository is a work tree, and the git program in it.
type repository struct {
	top     string // folder of the work tree
	dir     string // that of the options, with links followed
	gitDir  string // where git keeps what is of this work tree alone
	index   string // the index that people use
	known   string // the commit that was the newest when the recorder last looked
	environ []string
}

// Times that git has, for what it does on this machine and for what it asks of others.
const (
	localTime  = time.Minute
	remoteTime = 2 * time.Minute
)

// openRepository finds the work tree in which a folder lies.
func openRepository(ctx context.Context, o Options) (repository, error) {
	g := repository{environ: environment()}
	if _, err := exec.LookPath("git"); err != nil {
		return g, errors.New("saves are to be recorded in git, and there is no program git here: install it")
	}
	dir, err := filepath.Abs(o.Dir)
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return g, err
	}
	g.top, g.dir = dir, dir
	if err := g.checkVersion(ctx); err != nil {
		return g, err
	}
	out, err := g.run(ctx, call{args: []string{"rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-path", "index"}})
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if err != nil || len(lines) != 3 {
		return g, fmt.Errorf("saves are to be recorded in git, and %s lies in no work tree of git that this account may use: %w", o.Dir, err)
	}
	g.top, g.gitDir, g.index = filepath.FromSlash(lines[0]), lines[1], lines[2]
	if !filepath.IsAbs(g.index) {
		g.index = filepath.Join(dir, g.index)
	}
	if !filepath.IsAbs(g.gitDir) {
		g.gitDir = filepath.Join(dir, g.gitDir)
	}
	return g, nil
}

// oldest is the version of git that has merge-tree with --write-tree; "hook run" is older.
var oldest = [2]int{2, 38}

// checkVersion returns an error where git is older than that.
func (g *repository) checkVersion(ctx context.Context) error {
	out, err := g.git(ctx, "version")
	if err != nil {
		return err
	}
	var version [2]int
	if n, _ := fmt.Sscanf(out, "git version %d.%d", &version[0], &version[1]); n == 2 && slices.Compare(version[:], oldest[:]) < 0 {
		return fmt.Errorf("saves are to be recorded in git, and that takes git %d.%d or newer: this is %s", oldest[0], oldest[1], strings.TrimSpace(out))
	}
	return nil
}

// environment returns that of this process without what would lead git elsewhere, and with what keeps it from asking somebody who is not there.
func environment() []string {
	environ := make([]string, 0, len(os.Environ())+6)
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		switch name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_LITERAL_PATHSPECS", "LC_ALL", "LANGUAGE":
		default:
			environ = append(environ, v)
		}
	}
	return append(environ, "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_EDITOR=:", "GIT_LITERAL_PATHSPECS=1", "GIT_OPTIONAL_LOCKS=0")
}

// read returns what a file of the work tree holds.
func (g *repository) read(path string) ([]byte, error) {
	data, err := store.ReadFile(os.DirFS(g.top), path)
	if err == nil && data == nil {
		data = []byte{}
	}
	return data, err
}

// path returns the path in the repository of a file below the folder of the options, which may be gone. It is an error where a link leads out of the work tree.
func (g *repository) path(name string) (string, error) {
	full := filepath.Join(g.dir, filepath.FromSlash(name))
	real, err := filepath.EvalSymlinks(full)
	for at, rest := full, ""; errors.Is(err, fs.ErrNotExist) && at != filepath.Dir(at); { // its folder may be gone with it
		at, rest = filepath.Dir(at), filepath.Join(filepath.Base(at), rest)
		if real, err = filepath.EvalSymlinks(at); err == nil {
			real = filepath.Join(real, rest)
		}
	}
	if err != nil {
		return "", err
	}
	path, err := filepath.Rel(g.top, real)
	if err != nil || !filepath.IsLocal(path) {
		return "", fmt.Errorf("%s lies outside of the work tree %s", real, g.top)
	}
	return filepath.ToSlash(path), nil
}

// call is one run of git.
type call struct {
	config []string // as name=value
	args   []string
	env    []string
	input  []byte
	time   time.Duration // 0 for that of what is local, which the end of a context does not stop: what git has begun to write it writes whole
}

// git runs git on this machine's files.
func (g *repository) git(ctx context.Context, args ...string) (string, error) {
	return g.run(ctx, call{args: args})
}

// run runs git and returns what it prints. The error says what it printed about what went wrong.
func (g *repository) run(ctx context.Context, c call) (string, error) {
	limit := c.time
	if limit == 0 {
		ctx, limit = context.WithoutCancel(ctx), localTime
	}
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	args := []string{"-C", g.top}
	for _, value := range append(c.config, "core.quotePath=off") {
		args = append(args, "-c", value)
	}
	cmd := exec.CommandContext(bounded, "git", append(args, c.args...)...)
	cmd.Env = append(g.environ[:len(g.environ):len(g.environ)], c.env...)
	cmd.Stdin = bytes.NewReader(c.input)
	var out, wrong bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &wrong
	standAlone(cmd)
	cmd.WaitDelay = 5 * time.Second
	err := cmd.Run()
	if err != nil {
		err = &failure{doing: c.args[0], err: err, said: wrong.String() + out.String(), late: errors.Is(bounded.Err(), context.DeadlineExceeded)}
	}
	return out.String(), err
}

// failure is git's refusal of something.
type failure struct {
	doing string
	err   error
	said  string
	late  bool // its time was over
}

const maxSaid = 600 // of what git says, in bytes

// secretInAddress finds a password or a token in an address: what git says of a remote is shown to everybody who works here.
var secretInAddress = regexp.MustCompile(`://[^/@\s]+@`)

// Error returns what git said, without hints, on one line.
func (f *failure) Error() string {
	if f.late {
		return fmt.Sprintf("git %s did not end in time: see whether it, or a program that it calls, waits for somebody or for a network", f.doing)
	}
	var lines []string
	for line := range strings.Lines(f.said) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "hint:") {
			lines = append(lines, line)
		}
	}
	said := secretInAddress.ReplaceAllString(strings.Join(lines, " · "), "://…@")
	if len(said) > maxSaid {
		said = strings.ToValidUTF8(said[:maxSaid], "") + "…"
	}
	if said == "" {
		return fmt.Sprintf("git %s: %v", f.doing, f.err)
	}
	return fmt.Sprintf("git %s: %s", f.doing, said)
}

// Unwrap returns how the program ended.
func (f *failure) Unwrap() error { return f.err }

// exitCode returns the exit code of a program that failed, -1 where it did not end by itself.
func exitCode(err error) int {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode()
	}
	return -1
}

// head returns the newest commit of the branch. The error says why nothing can be added to it.
func (g *repository) head(ctx context.Context) (string, error) {
	out, err := g.git(ctx, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
	if err != nil {
		return "", errors.New("saves wait to be recorded in git: the branch has no commit yet; make the first one (git add content locales, git commit)")
	}
	return strings.TrimSpace(out), nil
}

// unfinished are the files and folders by which git knows that somebody is in the middle of something, and how that is ended.
var unfinished = [][2]string{
	{"MERGE_HEAD", "a merge has begun: end it with git commit or git merge --abort"},
	{"rebase-merge", "a rebase has begun: end it with git rebase --continue or --abort"},
	{"rebase-apply", "a rebase has begun: end it with git rebase --continue or --abort"},
	{"CHERRY_PICK_HEAD", "a cherry-pick has begun: end it with git cherry-pick --continue or --abort"},
	{"REVERT_HEAD", "a revert has begun: end it with git revert --continue or --abort"},
}

// obstacle returns why nothing can be recorded as things stand, and what to do; nil where it can.
func (g *repository) obstacle(ctx context.Context) error {
	for _, u := range unfinished {
		if _, err := os.Lstat(filepath.Join(g.gitDir, u[0])); err == nil {
			return errors.New("saves wait to be recorded in git: " + u[1])
		}
	}
	if _, err := g.git(ctx, "symbolic-ref", "-q", "HEAD"); err != nil {
		return errors.New("saves wait to be recorded in git: no branch is checked out (HEAD is detached); switch to one, for example git switch main")
	}
	if _, err := os.Lstat(g.index + ".lock"); err == nil {
		return fmt.Errorf("saves wait to be recorded in git: another git command is at work, or one was killed; where none is, remove %s.lock", g.index)
	}
	return nil
}
