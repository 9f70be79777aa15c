//go:build unix

package folder

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/store"
)

// F13: who runs a command as root does not lock others out of their files.
func TestOwnersAreKept(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may give files away")
	}
	f := folder(t, map[string]string{"ar/a.toml": "old", "ar/ledger": "1\n"})
	for _, name := range []string{".", "ar", "ar/a.toml", "ar/ledger"} {
		if err := os.Chown(f.file(name), 4321, 4322); err != nil {
			t.Fatal(err)
		}
	}
	err := f.Apply([]store.Write{{Path: "ar/a.toml", Old: []byte("old"), New: []byte("new")}, {Path: "fr/deep/b.toml", New: []byte("new")}})
	if err := errors.Join(err, f.Append("ar/ledger", add("2\n")), f.Append("de/ledger", add("1\n"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ar/a.toml", "ar/ledger", "fr", "fr/deep", "fr/deep/b.toml", "de", "de/ledger"} {
		info, err := os.Stat(f.file(name))
		if err != nil {
			t.Fatal(err)
		}
		if uid, gid, _ := ownerOf(info); uid != 4321 || gid != 4322 {
			t.Errorf("%s belongs to %d:%d", name, uid, gid)
		}
	}
}

func TestLinksAreKept(t *testing.T) {
	f := folder(t, map[string]string{"shared/a.toml": "old", "outside": "x"})
	link(t, "../shared/a.toml", f.file("shared/link.toml"))
	link(t, "shared", f.file("ar"))
	for _, name := range []string{"shared/link.toml", "ar/a.toml"} {
		old := content(f, name)
		if err := f.Apply([]store.Write{{Path: name, Old: []byte(old), New: []byte(old + "+")}}); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{"shared/link.toml", "ar"} {
		if info, err := os.Lstat(f.file(name)); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more", name)
		}
	}
	if got := content(f, "shared/a.toml"); got != "old++" {
		t.Errorf("got %q", got)
	}
	tree, err := Open(f.file("shared"))
	if err != nil {
		t.Fatal(err)
	}
	link(t, "../outside", f.file("shared/out"))
	link(t, "nowhere", f.file("shared/dangling"))
	for _, name := range []string{"out", "dangling"} {
		if err := tree.Apply([]store.Write{{Path: name, New: []byte("y")}}); err == nil {
			t.Errorf("%s was written", name)
		}
		if err := tree.Append(name, add("y\n")); err == nil {
			t.Errorf("%s was appended to", name)
		}
	}
	if got := content(f, "outside"); got != "x" {
		t.Errorf("got %q", got)
	}
}

// A file that its owner protected is not written, even by root, and the others neither: they are checked first.
func TestReadOnlyFilesAreRefusedBeforeAnythingIsWritten(t *testing.T) {
	f := folder(t, before)
	os.Chmod(f.file("fr/c.toml"), 0o444)
	err := f.Apply(writes())
	if !errors.Is(err, errReadOnly) || !strings.Contains(err.Error(), filepath.Join(f.tree.Name, "fr/c.toml")) {
		t.Errorf("got %v", err)
	}
	for path, text := range before {
		if now := content(f, path); now != text {
			t.Errorf("%s holds %q", path, now)
		}
	}
	if err := f.Remove("fr/c.toml", []byte("old c")); !errors.Is(err, errReadOnly) {
		t.Errorf("got %v", err)
	}
	if left := hidden(t, f); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// Somebody who holds a file open for writing loses nothing, and learns why it was not written.
func TestAFileThatIsHeldOpenIsNotReplaced(t *testing.T) {
	f := folder(t, before)
	file, err := os.OpenFile(f.file("ar/b.toml"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := f.disk.lease(file); err == nil {
		t.Skip("the system does not tell")
	}
	err = f.Apply(writes())
	if !errors.Is(err, store.ErrChanged) || !strings.Contains(err.Error(), "open for writing") {
		t.Errorf("got %v", err)
	}
	if _, err := file.WriteAt([]byte("NEW"), 0); err != nil || content(f, "ar/b.toml") != "NEW b" {
		t.Errorf("it holds %q, %v", content(f, "ar/b.toml"), err)
	}
}
