package git

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/internal/leftout"
)

// checkout is a work tree with catalogs, as a server has it.
type checkout struct {
	t   *testing.T
	dir string
	log bytes.Buffer
}

// newCheckout makes a repository with a commit, on the branch main.
func newCheckout(t *testing.T) *checkout {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		leftout.Skip(t, "git is not installed")
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	c := &checkout{t: t, dir: t.TempDir()}
	c.git("init", "-q", "-b", "main")
	c.git("config", "user.name", "Server")
	c.git("config", "user.email", "server@example.org")
	c.write("locales/fr/a.fr.toml", "one\n")
	c.write("locales/fr/b.fr.toml", "one\n")
	c.write("README.md", "read me\n")
	c.commit("start")
	return c
}

// withRemote adds a remote that the checkout follows, and returns the checkout of somebody else.
func (c *checkout) withRemote() *checkout {
	c.t.Helper()
	bare := filepath.Join(c.t.TempDir(), "bare")
	c.git("clone", "-q", "--bare", ".", bare)
	c.git("remote", "add", "origin", bare)
	c.git("fetch", "-q")
	c.git("branch", "-q", "--set-upstream-to=origin/main")
	other := &checkout{t: c.t, dir: c.t.TempDir()}
	other.git("clone", "-q", bare, ".")
	other.git("config", "user.name", "Other")
	other.git("config", "user.email", "other@example.org")
	return other
}

func (c *checkout) path(name string) string { return filepath.Join(c.dir, name) }

func (c *checkout) read(name string) string {
	c.t.Helper()
	data, err := os.ReadFile(c.path(name))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(data)
}

func (c *checkout) write(name, text string) {
	c.t.Helper()
	if err := os.MkdirAll(filepath.Dir(c.path(name)), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(c.path(name), []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

func (c *checkout) git(args ...string) string {
	c.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = c.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		c.t.Fatalf("git %v: %v: %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (c *checkout) commit(message string) {
	c.t.Helper()
	c.git("add", "-A")
	c.git("commit", "-q", "-m", message)
}

// hook makes a hook of the repository.
func (c *checkout) hook(name, script string) {
	c.t.Helper()
	c.write(".git/hooks/"+name, "#!/bin/sh\n"+script+"\n")
	if err := os.Chmod(c.path(".git/hooks/"+name), 0o755); err != nil {
		c.t.Fatal(err)
	}
}

func (c *checkout) open(o Options) *Recorder {
	c.t.Helper()
	o.Dir, o.Wait, o.Log = c.path("locales"), max(o.Wait, time.Minute), slog.New(slog.NewTextHandler(&c.log, nil))
	r, err := Open(context.Background(), o)
	if err != nil {
		c.t.Fatal(err)
	}
	return r
}

// save saves a file below locales as a person does in the workbench.
func (c *checkout) save(r *Recorder, who, name, text string) {
	c.t.Helper()
	c.write("locales/"+name, text)
	r.Saved(Save{Name: who, Mail: strings.ToLower(who) + "@example.org", What: "saved", Tag: "fr", Text: "a.intro.p1", Files: []string{name}})
}

// record records what waits and checks what came of it: part of the error, "" for none.
func (c *checkout) record(r *Recorder, trouble string) {
	c.t.Helper()
	err := r.Record(context.Background())
	if trouble == "" && err != nil || trouble != "" && (err == nil || !strings.Contains(err.Error(), trouble)) {
		c.t.Fatalf("got %v, want %q", err, trouble)
	}
	if got := r.Trouble(); (got == "") != (trouble == "") {
		c.t.Fatalf("the trouble that is shown is %q", got)
	}
}

func equal(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got\n%s\nwant\n%s", what, got, want)
	}
}
