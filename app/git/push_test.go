package git

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// union keeps the lines of both, as a driver that never conflicts.
const union = "git merge-file --union %A %O %B"

func (c *checkout) pushing() *Recorder {
	return c.open(Options{Push: true, Driver: union, Merged: []string{"*/*.toml"}})
}

func TestCommitsArePushed(t *testing.T) {
	c := newCheckout(t)
	other := c.withRemote()
	r := c.pushing()
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	c.record(r, "")
	other.git("pull", "-q")
	equal(t, "elsewhere", other.read("locales/fr/a.fr.toml"), "two\n")
}

// What others have pushed is merged with our driver, of which git was told nothing; what somebody has open and staged here stays as it is.
func TestWhatOthersPushedIsMergedWithOurDriver(t *testing.T) {
	c := newCheckout(t)
	other := c.withRemote()
	r := c.pushing()
	other.write("locales/fr/a.fr.toml", "one\nelsewhere\n")
	other.write("content/page.md", "new\n")
	other.commit("elsewhere")
	other.git("push", "-q")
	c.write("README.md", "staged by hand\n")
	c.git("add", "README.md")
	c.save(r, "Ana", "fr/a.fr.toml", "one\nhere\n")
	c.record(r, "")
	equal(t, "here", c.read("locales/fr/a.fr.toml"), "one\nhere\nelsewhere\n")
	equal(t, "page", c.read("content/page.md"), "new\n")
	equal(t, "status", c.git("status", "--porcelain"), "M  README.md")
	other.git("pull", "-q")
	equal(t, "elsewhere", other.read("locales/fr/a.fr.toml"), "one\nhere\nelsewhere\n")
	equal(t, "authors", other.git("log", "--format=%an", "--topo-order"), "Server\nOther\nAna\nServer")
	if out := c.git("config", "--local", "--list"); strings.Contains(out, "merge.parlance") {
		t.Errorf("the configuration was changed:\n%s", out)
	}
}

// A conflict in a page is for people: nothing of the tree is touched, and saves go on.
func TestAConflictTouchesNothing(t *testing.T) {
	c := newCheckout(t)
	c.write("content/page.md", "one\n")
	c.commit("page")
	other := c.withRemote()
	other.write("content/page.md", "elsewhere\n")
	other.commit("elsewhere")
	other.git("push", "-q")
	c.write("content/page.md", "here\n")
	c.commit("here")
	r := c.pushing()
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	c.record(r, "change the same of content/page.md: merge it by hand (git pull)")
	equal(t, "page", c.read("content/page.md"), "here\n")
	equal(t, "status", c.git("status", "--porcelain"), "")
	equal(t, "recorded", c.git("log", "-1", "--format=%an"), "Ana")
	c.save(r, "Ana", "fr/a.fr.toml", "three\n")
	c.record(r, "content/page.md")
	c.git("pull", "-q", "--no-rebase", "--no-edit", "-X", "ours")
	c.record(r, "")
	other.git("pull", "-q")
	equal(t, "elsewhere", other.read("locales/fr/a.fr.toml"), "three\n")
}

// Where a file that others have changed was changed here by hand, git leaves it alone, and so do we.
func TestAFileChangedByHandIsNotWrittenOver(t *testing.T) {
	c := newCheckout(t)
	other := c.withRemote()
	other.write("locales/fr/b.fr.toml", "elsewhere\n")
	other.commit("elsewhere")
	other.git("push", "-q")
	r := c.pushing()
	c.write("locales/fr/b.fr.toml", "by hand\n")
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	c.record(r, "commit what was changed in them by hand, or undo it: git merge: error: Your local changes to the following files would be overwritten by merge: · locales/fr/b.fr.toml")
	equal(t, "by hand", c.read("locales/fr/b.fr.toml"), "by hand\n")
}

// A save that comes while a merge begins is recorded first, and the merge made after it.
func TestASaveBeforeTheMergeIsRecordedFirst(t *testing.T) {
	c := newCheckout(t)
	other := c.withRemote()
	other.write("locales/fr/a.fr.toml", "one\nelsewhere\n")
	other.commit("elsewhere")
	other.git("push", "-q")
	r := c.pushing()
	late := 0
	r.Exclusively = func(do func() error) error {
		if late++; late == 1 {
			c.save(r, "Bo", "fr/a.fr.toml", "one\nana\nbo\n")
		}
		return do()
	}
	c.save(r, "Ana", "fr/a.fr.toml", "one\nana\n")
	c.record(r, "")
	for _, word := range []string{"ana", "bo", "elsewhere"} {
		if text := c.git("show", "origin/main:locales/fr/a.fr.toml"); !strings.Contains(text, word) || late != 2 {
			t.Errorf("%s is missing after %d merges:\n%s", word, late, text)
		}
	}
}

func TestWhatKeepsAPushBack(t *testing.T) {
	c := newCheckout(t)
	r := c.pushing()
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	c.record(r, "the repository has no remote; add one (git remote add origin ADDRESS)")
	equal(t, "recorded all the same", c.git("log", "-1", "--format=%an"), "Ana")
	c.git("remote", "add", "origin", c.path("nowhere"))
	c.record(r, "commits wait to be pushed to origin: git push")
	c.git("remote", "add", "second", c.path("nowhere"))
	c.record(r, "git branch --set-upstream-to=origin/BRANCH")

	c = newCheckout(t)
	other := c.withRemote()
	r = c.pushing()
	if err := os.WriteFile(strings.TrimSpace(c.git("remote", "get-url", "origin"))+"/hooks/update", []byte("#!/bin/sh\necho main is protected\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	c.record(r, "main is protected")
	equal(t, "nothing was forced", other.git("ls-remote", "origin", "main"), other.git("rev-parse", "main")+"\trefs/heads/main")
}

// A remote that does not answer holds up no end of the program.
func TestASlowRemoteIsLeftWhenTheProgramEnds(t *testing.T) {
	c := newCheckout(t)
	c.withRemote()
	c.hook("pre-push", "sleep 60")
	r := c.pushing()
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	began := time.Now()
	if err := r.Record(ctx); err == nil || errors.Is(err, context.Canceled) || time.Since(began) > 20*time.Second {
		t.Errorf("got %v after %v", err, time.Since(began))
	}
	equal(t, "recorded", c.git("log", "-1", "--format=%an"), "Ana")
}
