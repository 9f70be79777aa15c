package cli

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// bridgeOf starts a bridge between a folder and a cluster.
func (m *machines) bridgeOf(dir, by string, arguments ...string) *exec.Cmd {
	m.t.Helper()
	cmd := exec.Command(m.program, slices.Concat([]string{"bridge", dir, "--by", by}, m.access(0), arguments)...)
	cmd.Stderr = m.t.Output()
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() { cmd.Process.Kill(); _ = cmd.Wait() })
	return cmd
}

// eventually waits until something holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > 2*time.Minute {
			t.Fatal("waited in vain until ", what)
		}
	}
}

// translate fills the text of a key in a catalog of a folder, as an editor does that saves in place.
func translate(t *testing.T, file, key, words string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(data), "["+key+"]\n")
	body, tail, found2 := strings.Cut(rest, "other = \"")
	_, tail, found3 := strings.Cut(tail, "\"\n")
	if !found || !found2 || !found3 {
		t.Fatalf("%s has no %s:\n%s", file, key, data)
	}
	if err := os.WriteFile(file, []byte(head+"["+key+"]\n"+body+"other = \""+words+"\"\n"+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}

// gitIn runs git in a folder and returns what it prints.
func gitIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

func holds(file, words string) func() bool {
	return func() bool {
		data, err := os.ReadFile(file)
		return err == nil && strings.Contains(string(data), words)
	}
}

// pullAndPush edits a folder that was pulled: it is pushed by key, and what two wrote is told.
func (m *machines) pullAndPush(dir string) {
	t := m.t
	t.Helper()
	m.command(0, exitOK, "0 files pushed", "push", dir, "--by", "Ed Test")
	catalog := filepath.Join(dir, "locales", "de", "safety.de.toml")
	translate(t, catalog, "safety.page.summary", "Vom Editor")
	translate(t, catalog, "safety.page.title", "Titel vom Editor")
	if status, body := m.save(0, "Wie sicher ist es im Browser?"); status != http.StatusSeeOther {
		t.Fatalf("saving: %d\n%s", status, body)
	}
	m.command(0, exitOK, "would be pushed", "push", dir, "--by", "Ed Test", "--dry-run")
	m.command(0, exitOK, "safety.page.title: both sides wrote it", "push", dir, "--by", "Ed Test")
	m.command(0, exitOK, "Ed Test · push", "history", "de", "safety.page.title")
	if out := m.command(0, exitOK, "file", "pull", dir); strings.Contains(out, "safety.de.toml") {
		t.Errorf("the push has not brought back what both wrote: %s", out)
	}
	m.command(0, exitOK, "0 files pulled", "pull", dir)
	for _, words := range []string{"Vom Editor", "Titel vom Editor", "Wie sicher ist es im Browser?"} {
		if !holds(catalog, words)() {
			t.Errorf("%s is lost", words)
		}
	}
	m.command(0, exitOK, "Ed Test · push", "history", "de", "safety.page.summary")
	picture := filepath.Join(dir, "content", "picture.png")
	if err := os.WriteFile(picture, []byte("\x89PNG\x00\xff"), 0o644); err != nil {
		t.Fatal(err)
	}
	m.command(0, exitOK, `"path": "content/picture.png"`, "push", dir, "--by", "Ed Test", "--json")
	if err := os.Remove(picture); err != nil {
		t.Fatal(err)
	}
	m.command(0, exitOK, "removed content/picture.png", "push", dir, "--by", "Ed Test")
	if err := os.WriteFile(filepath.Join(dir, "content", "spare.png"), []byte("\x89PNG\x00\xff"), 0o644); err != nil { // which is removed later
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "..x.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	m.command(0, exitOK, "content/..x.md: passed over", "push", dir, "--by", "Ed Test")
	never := t.TempDir()
	m.command(0, exitFindings, "run parlance pull "+never+" first", "bridge", never, "--by", "Ed Test")
}

// bridgeIsKilled kills the bridge that runs, of two at once: no save of an editor is lost and none of a workbench.
func (m *machines) bridgeIsKilled(dir string, run *exec.Cmd) {
	t := m.t
	t.Helper()
	catalog := filepath.Join(dir, "locales", "de", "safety.de.toml")
	const words, typed = "Vom Editor neben der Brücke.", "Wie sicher ist der erste Browser?"
	translate(t, catalog, "safety.page.summary", words)
	eventually(t, words+" is in the workbench", func() bool {
		_, page := m.ask("GET", m.work[0]+"/de/safety/safety.page.summary", nil)
		return strings.Contains(page, words)
	})
	if status, body := m.save(0, typed); status != http.StatusSeeOther {
		t.Fatalf("saving: %d\n%s", status, body)
	}
	eventually(t, typed+" is in the file", holds(catalog, typed))
	next := m.bridgeOf(dir, "Ed Test", "--commit", "--push") // which waits, and takes over
	run.Process.Kill()
	_ = run.Wait()
	run = next
	const last = "Wie sicher ist der letzte Browser?"
	if status, body := m.save(0, last); status != http.StatusSeeOther {
		t.Fatalf("saving: %d\n%s", status, body)
	}
	eventually(t, "the last one is in the file", holds(catalog, last))
	removed, spare := filepath.Join(t.TempDir(), "other"), filepath.Join("content", "spare.png")
	m.command(0, exitOK, "new content/spare.png", "pull", removed)
	if err := os.Remove(filepath.Join(removed, spare)); err != nil {
		t.Fatal(err)
	}
	m.command(0, exitOK, "removed content/spare.png", "push", removed, "--by", "Bo Test")
	eventually(t, "the picture that somebody removed is gone", func() bool {
		_, err := os.Stat(filepath.Join(dir, spare))
		return os.IsNotExist(err)
	})
	if err := run.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := run.Wait(); err != nil {
		t.Errorf("a bridge that is told to end: %v", err)
	}
	if out := gitIn(t, dir, "log", "--format=%an"); !strings.Contains(out, "Person 0") {
		t.Errorf("git has commits of %q, and not of who saved in the workbench", out)
	}
	if out := gitIn(t, dir, "log", "--diff-filter=D", "--name-only", "--format="); !strings.Contains(out, "content/spare.png") {
		t.Errorf("git has recorded as removed: %q", out)
	}
	if out := gitIn(t, dir, "status", "--porcelain", "--untracked-files=all"); strings.Contains(out, ".parlance") {
		t.Errorf("git sees the state of the bridge: %s", out)
	}
	all := m.command(0, exitOK, "", "history", "de", "safety")
	for _, words := range []string{words, typed, last} {
		if !strings.Contains(all, words) {
			t.Errorf("%s is not in the history:\n%s", words, all)
		}
	}
}
