package publish

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What leads to a folder by a link is in it all the same.
func TestALinkIsNoWayIntoTheTrees(t *testing.T) {
	dir := t.TempDir()
	trees, link := filepath.Join(dir, "content"), filepath.Join(dir, "link")
	if err := os.Mkdir(trees, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(trees, link); err != nil {
		t.Skip(err)
	}
	for _, c := range [][2]string{{filepath.Join(link, "site"), trees}, {filepath.Join(link, "new/site"), trees}, {filepath.Join(trees, "site"), link}} {
		if f, err := OpenFolder(c[0], []string{c[1]}, time.Now()); err == nil {
			f.Close()
			t.Errorf("%s is published into, beside the pages in %s", c[0], c[1])
		}
	}
	if left, _ := os.ReadDir(trees); len(left) > 0 {
		t.Errorf("left there: %v", left)
	}
}

// Folders of others stay with their permissions, empty ones too; the site's own keeps what it allows to others and is readable for all.
func TestFoldersOfOthersStayAsTheyAre(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	put(t, dir, map[string]string{"de/a.html": "one", "gone/b.html": "two"}, time.Now())
	modes := map[string]fs.FileMode{"empty": 0o700, "private/deep": 0o750, "de/mine": 0o711, ".": 0o775}
	for name, mode := range modes {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, map[string]string{"de/a.html": "two"}, time.Now())
	for name, mode := range modes {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "gone")); err == nil {
		t.Error("a folder that held what is gone is still there")
	}
}

// Git's folder is never removed, whatever goes wrong when it is put back.
func TestGitsFolderIsNeverRemoved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	put(t, dir, map[string]string{"a.html": "one"}, time.Now())
	next, _ := besides(dir)
	for _, name := range []string{filepath.Join(next, ".git"), filepath.Join(dir, ".git")} { // killed after the exchange, and then somebody made a new one
		if err := os.MkdirAll(name, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(name, "HEAD"), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if f, err := OpenFolder(dir, nil, time.Now()); err == nil || !strings.Contains(err.Error(), ".git") {
		f.Close()
		t.Errorf("published, with two of them: %v", err)
	}
	for _, name := range []string{next, dir} {
		if got := content(t, filepath.Join(name, ".git/HEAD")); got != filepath.Join(name, ".git") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{"a.html": "two"}, time.Now())
	if got := content(t, filepath.Join(dir, ".git/HEAD")); got != filepath.Join(next, ".git") {
		t.Errorf("not put back: %q", got)
	}
	f, err := OpenFolder(dir, nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(next, ".git"), 0o755); err != nil { // as after an exchange
		t.Fatal(err)
	}
	if err := f.Close(); err == nil {
		t.Error("nothing is said")
	}
	if _, err := os.Stat(filepath.Join(next, ".git")); err != nil {
		t.Error(err)
	}
}
