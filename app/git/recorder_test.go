package git

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// What a person saves within a minute is one commit, of that person; what somebody has staged or changed by hand is in none.
func TestSavesAreCommitsOfWhoSaved(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	c.write("README.md", "staged by hand\n")
	c.git("add", "README.md")
	c.write("locales/fr/b.fr.toml", "changed in an editor\n")
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	c.save(r, "Ana", "fr/a.fr.toml", "three\n")
	c.save(r, "Bo", "fr/new.fr.toml", "new\n")
	c.record(r, "")
	equal(t, "authors", c.git("log", "--format=%an <%ae> %s", "-2"), "Bo <bo@example.org> fr: 1 saved\nAna <ana@example.org> fr: 2 saved")
	equal(t, "committer", c.git("log", "--format=%cn %ce", "-1"), "Server server@example.org")
	equal(t, "files", c.git("log", "--name-only", "--format=", "-2"), "locales/fr/new.fr.toml\nlocales/fr/a.fr.toml")
	equal(t, "the rest", c.git("status", "--porcelain"), "M  README.md\n M locales/fr/b.fr.toml")
	equal(t, "texts", c.git("log", "--format=%b", "-1", "HEAD^"), "saved a.intro.p1\nsaved a.intro.p1")
	before := c.git("rev-parse", "HEAD")
	c.record(r, "")
	equal(t, "nothing new", c.git("rev-parse", "HEAD"), before)
}

// Of two who save in one file within the minute each is the author of their own words.
func TestEachIsTheAuthorOfTheirOwnWordsInOneFile(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	c.save(r, "Ana", "fr/a.fr.toml", "one\nana\n")
	c.save(r, "Bo", "fr/a.fr.toml", "one\nana\nbo\n")
	c.save(r, "Ana", "fr/b.fr.toml", "ana too\n")
	c.save(r, "Ana", "fr/a.fr.toml", "one\nana\nbo\nana again\n")
	c.record(r, "")
	blame := ""
	for line := range strings.Lines(c.git("blame", "--line-porcelain", "locales/fr/a.fr.toml")) {
		if name, ok := strings.CutPrefix(line, "author "); ok {
			blame += strings.TrimSpace(name) + " "
		}
	}
	equal(t, "blame", blame, "Server Ana Bo Ana ")
	equal(t, "status", c.git("status", "--porcelain"), "")
}

// Law 3: of two who save in one file at the same moment none is left out of the commit, however long the other files of one of them take to be read.
func TestLaw3SavesOfOneMomentAreAllRecorded(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	c.write("locales/fr/long.fr.toml", strings.Repeat("#\n", 4<<20))
	c.commit("long")
	ledger, err := os.OpenFile(c.path("locales/fr/reviews.jsonl"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer ledger.Close()
	for range 10 {
		var saving sync.WaitGroup
		for i, files := range [][]string{{"fr/reviews.jsonl", "fr/long.fr.toml"}, {"fr/reviews.jsonl"}} {
			saving.Go(func() {
				time.Sleep(time.Duration(i) * time.Millisecond) // the second one begins while the first one's files are read
				if _, err := ledger.WriteString(`{"kind":"credit"}` + "\n"); err != nil {
					t.Error(err)
				}
				r.Saved(Save{Name: "Ana", What: "saved", Tag: "fr", Files: files})
			})
		}
		saving.Wait()
		c.record(r, "")
		equal(t, "status", c.git("status", "--porcelain"), "")
	}
}

// Law 3: what others commit by hand while saves wait is not undone by the commit of these.
func TestACommitByHandInBetweenIsNotUndone(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	c.save(r, "Ana", "fr/a.fr.toml", "ana\n")
	c.write("locales/fr/a.fr.toml", "ana\nby hand\n")
	c.commit("by hand")
	c.save(r, "Bo", "fr/b.fr.toml", "bo\n")
	c.save(r, "Ana", "fr/b.fr.toml", "bo\nana\n")
	c.record(r, "")
	equal(t, "the file in the newest commit", c.git("show", "HEAD:locales/fr/a.fr.toml"), "ana\nby hand")
	equal(t, "commits", c.git("log", "--format=%an", "-3"), "Ana\nBo\nServer")
}

// Whatever stands in git's way, saves go on and wait, the files stay as they are, and it is said what to do.
func TestSavesWaitWhileGitRefuses(t *testing.T) {
	for _, tc := range []struct {
		name          string
		begin, end    func(*checkout)
		trouble, what string
	}{
		{"hook", func(c *checkout) { c.hook("pre-commit", "echo no such words >&2; exit 1") },
			func(c *checkout) { os.Remove(c.path(".git/hooks/pre-commit")) }, "no such words", "the hook pre-commit of this repository refused them"},
		{"message", func(c *checkout) { c.hook("commit-msg", "grep -q TICKET \"$1\"") },
			func(c *checkout) { c.hook("commit-msg", "grep -q saved \"$1\"") }, "the hook commit-msg", "refused"},
		{"signing", func(c *checkout) {
			c.git("config", "commit.gpgSign", "true")
			c.git("config", "gpg.program", "false")
		}, func(c *checkout) { c.git("config", "commit.gpgSign", "false") }, "gpg failed to sign", "git commit-tree"},
		{"lock", func(c *checkout) { c.write(".git/index.lock", "") }, func(c *checkout) { os.Remove(c.path(".git/index.lock")) }, "index.lock", "another git command is at work"},
		{"detached", func(c *checkout) { c.git("checkout", "-q", "--detach") }, func(c *checkout) { c.git("checkout", "-q", "main") }, "HEAD is detached", "git switch main"},
		{"merging", func(c *checkout) { c.write(".git/MERGE_HEAD", c.git("rev-parse", "HEAD")+"\n") },
			func(c *checkout) { os.Remove(c.path(".git/MERGE_HEAD")) }, "a merge has begun", "git merge --abort"},
		{"rebasing", func(c *checkout) { c.write(".git/rebase-merge/done", "") }, func(c *checkout) { os.RemoveAll(c.path(".git/rebase-merge")) }, "a rebase has begun", "--continue"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := newCheckout(t)
			r := c.open(Options{})
			tc.begin(c)
			head := c.git("rev-parse", "HEAD")
			c.save(r, "Ana", "fr/a.fr.toml", "two\n")
			c.record(r, tc.trouble)
			c.save(r, "Ana", "fr/a.fr.toml", "three\n")
			c.record(r, tc.what)
			equal(t, "HEAD", c.git("rev-parse", "HEAD"), head)
			equal(t, "the file", c.read("locales/fr/a.fr.toml"), "three\n")
			tc.end(c)
			c.record(r, "")
			equal(t, "then", c.git("log", "-1", "--format=%an %s"), "Ana fr: 2 saved")
			equal(t, "status", c.git("status", "--porcelain"), "")
			if n := strings.Count(c.log.String(), "level=WARN"); n == 0 || n > 2 {
				t.Errorf("the log says it %d times:\n%s", n, c.log.String())
			}
		})
	}
}

func TestSavesWaitForTheFirstCommit(t *testing.T) {
	c := newCheckout(t)
	c.git("checkout", "-q", "--orphan", "fresh")
	r := c.open(Options{})
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	c.record(r, "the branch has no commit yet")
}

// Nothing that somebody is called, and no name of a file, is an argument or a line of its own.
func TestNamesAreNoArguments(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	name := "fr/--force \n:(top)*.toml"
	c.write("locales/"+name, "odd\n")
	r.Saved(Save{Name: "Eve <eve@example.org>\nX: y", Mail: "<a b\n>", What: "saved", Tag: "fr", Text: "x", Files: []string{name}})
	r.Saved(Save{Name: " <> ", What: "saved", Tag: "fr", Text: "x", Files: []string{name}})
	r.Saved(Save{Name: "Out", What: "saved", Tag: "fr", Text: "x", Files: []string{"../../../../etc/hostname"}})
	c.write(".gitignore", "secret*\n")
	c.write("locales/secret.txt", "hidden")
	r.Saved(Save{Name: "Ignored", What: "saved", Tag: "fr", Text: "x", Files: []string{"secret.txt"}})
	c.record(r, "")
	equal(t, "log", c.git("log", "--format=%an <%ae>", "-2"), "Eve eve@example.orgX: y <noreply@parlance.invalid>\nServer <server@example.org>")
	equal(t, "files", c.git("show", "--name-only", "--format=", "-z", "HEAD"), "locales/"+name+"\x00")
}

func TestRunRecordsAfterItsTimeAndAtTheEnd(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	r.Wait = 100 * time.Millisecond
	ctx, end := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { r.Run(ctx); close(ended) }()
	c.save(r, "Ana", "fr/a.fr.toml", "two\n")
	for stop := time.Now().Add(2 * time.Minute); c.git("log", "-1", "--format=%an") != "Ana"; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(stop) {
			t.Fatal("nothing was recorded")
		}
	}
	c.save(r, "Bo", "fr/a.fr.toml", "three\n")
	end()
	<-ended
	equal(t, "at the end", c.git("log", "-1", "--format=%an"), "Bo")
}

// Law 8: what waits does not grow without a limit, and names all who took part.
func TestWhatWaitsIsBounded(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	text := ""
	for i := range maxBundles + 50 {
		text += "line\n"
		c.save(r, []string{"Ana", "Bo"}[i%2], "fr/a.fr.toml", text)
	}
	if n := len(r.waiting); n != maxBundles {
		t.Fatalf("%d commits wait", n)
	}
	r.waiting = r.waiting[maxBundles-1:]
	c.record(r, "")
	equal(t, "file", c.git("show", "HEAD:locales/fr/a.fr.toml"), strings.TrimSpace(text))
	equal(t, "others", c.git("log", "-1", "--format=%an %(trailers:key=Co-authored-by,valueonly)"), "Bo Ana <ana@example.org>")
}

func TestOpenSaysWhatIsMissing(t *testing.T) {
	newCheckout(t)
	if _, err := Open(context.Background(), Options{Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "lies in no work tree of git") {
		t.Errorf("got %v", err)
	}
	old := t.TempDir()
	if err := os.WriteFile(old+"/git", []byte("#!/bin/sh\necho git version 2.30.2\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", old)
	if _, err := Open(context.Background(), Options{Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "git 2.38 or newer: this is git version 2.30.2") {
		t.Errorf("got %v", err)
	}
	t.Setenv("PATH", "")
	if _, err := Open(context.Background(), Options{Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "install it") {
		t.Errorf("got %v", err)
	}
}

// What git says of a remote is shown to everybody who works here.
func TestNoPasswordInAnAddressIsShown(t *testing.T) {
	f := &failure{doing: "push", said: "fatal: unable to access 'https://ana:s3cret@example.org/x.git/': no\nhint: more\n"}
	equal(t, "error", f.Error(), "git push: fatal: unable to access 'https://…@example.org/x.git/': no")
}

// A file that was removed is removed in a commit, its folder too; one that is there again by then stays, and so does what is away without a word.
func TestRemovedFilesAreRecorded(t *testing.T) {
	c := newCheckout(t)
	r := c.open(Options{})
	c.write("content/audio/safety.mp3", "sound\n")
	c.commit("a recording")
	if err := os.RemoveAll(c.path("content/audio")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(c.path("locales/fr/a.fr.toml")); err != nil {
		t.Fatal(err)
	}
	r.Saved(Save{Name: "Ana", What: "removed", Tag: "fr", Text: "a", Removed: []string{"fr/a.fr.toml", "fr/b.fr.toml", "fr/never.fr.toml", "../content/audio/safety.mp3"}})
	c.record(r, "")
	equal(t, "commit", c.git("log", "--format=%an %s", "--name-status", "-1"), "Ana fr: 1 removed\n\nD\tcontent/audio/safety.mp3\nD\tlocales/fr/a.fr.toml")
	equal(t, "status", c.git("status", "--porcelain"), "")
	c.save(r, "Bo", "fr/a.fr.toml", "again\n")
	c.record(r, "")
	equal(t, "commit", c.git("log", "--format=%an", "--name-status", "-1"), "Bo\n\nA\tlocales/fr/a.fr.toml")
	if err := os.Remove(c.path("locales/fr/b.fr.toml")); err != nil {
		t.Fatal(err)
	}
	r.Saved(Save{Name: "Ana", What: "saved", Tag: "fr", Text: "b", Files: []string{"fr/b.fr.toml"}})
	c.record(r, "")
	equal(t, "status", c.git("status", "--porcelain"), "D locales/fr/b.fr.toml")
}
