package git

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Versions follow a file through its names, and At finds what another file held then, under the name that it had.
func TestHistoryFollowsRenames(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here")
	}
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		c := exec.Command("git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.org"}, args...)...)
		c.Dir, c.Env = dir, environment()
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v: %s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := ReadHistory(context.Background(), dir); !errors.Is(err, ErrNoHistory) {
		t.Errorf("of a folder without git: %v, want ErrNoHistory", err)
	}
	run("init", "-q")
	write("a.md", "first words of the page\n")
	write("fr.md", "un\n")
	run("add", ".")
	run("commit", "-q", "-m", "one")
	run("mv", "a.md", "b é.md")
	run("commit", "-q", "-m", "two")
	write("b é.md", "second words of the page\n")
	run("commit", "-q", "-a", "-m", "three")
	h, err := ReadHistory(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	versions := h.Versions("b é.md")
	if len(versions) < 2 || versions[len(versions)-1].Path != "a.md" || h.Shallow() {
		t.Fatalf("versions %v", versions)
	}
	blob, ok := h.At(h.Versions("fr.md")[0].Commit, "b é.md")
	data, err := h.Read(blob)
	if !ok || err != nil || string(data) != "first words of the page\n" {
		t.Errorf("the page as it was: %q, %v, %v", data, ok, err)
	}
	if _, ok := h.At(h.Versions("fr.md")[0].Commit, "none.md"); ok {
		t.Error("a file that was never there is found")
	}
}
