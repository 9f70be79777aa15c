package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parlance/parlance/app/store"
)

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
}

// F3: whoever may commit a link must not thereby publish files of the machine.
func TestNoLinkLeadsOutOfTheTree(t *testing.T) {
	f := folder(t, map[string]string{"tree/a.md": "inside", "secret": "outside", "elsewhere/b.md": "outside"})
	outside, dir := f.tree.Name, filepath.Join(f.tree.Name, "tree")
	link(t, filepath.Join(outside, "secret"), filepath.Join(dir, "absolute.md"))
	link(t, "../secret", filepath.Join(dir, "relative.md"))
	link(t, "absolute.md", filepath.Join(dir, "twice.md"))
	link(t, "../elsewhere", filepath.Join(dir, "folder"))
	link(t, "/etc/passwd", filepath.Join(dir, "leak.jpg"))
	link(t, "/proc/self/root/etc/passwd", filepath.Join(dir, "proc.jpg"))
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"absolute.md", "relative.md", "twice.md", "folder/b.md", "leak.jpg", "proc.jpg"} {
		if _, err := store.ReadFile(tree.Tree(), name); !errors.Is(err, store.ErrOutside) {
			t.Errorf("%s: got %v, want %v", name, err, store.ErrOutside)
		}
		if _, err := fs.Stat(tree.Tree(), name); !errors.Is(err, store.ErrOutside) || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: got %v, want %v with its path", name, err, store.ErrOutside)
		}
	}
	if names, err := fs.Glob(tree.Tree(), "folder/*"); len(names) > 0 {
		t.Errorf("got %v, %v", names, err)
	}
}

// What has a name is not gone.
func TestALinkThatLeadsNowhereIsAtFault(t *testing.T) {
	f := folder(t, map[string]string{"a.md": "text"})
	link(t, "nowhere", filepath.Join(f.tree.Name, "b.md"))
	for name, gone := range map[string]bool{"b.md": false, "c.md": true} {
		if _, err := store.ReadFile(f.Tree(), name); err == nil || errors.Is(err, fs.ErrNotExist) != gone {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// The files of a mounted volume are links into ..data, which is a link to a folder, and is changed at once.
func TestLinksInsideTheTreeGoOnWorking(t *testing.T) {
	f := folder(t, map[string]string{"..1/a.md": "1", "..2/a.md": "2", "plain.md": "plain"})
	dir := f.tree.Name
	link(t, "..1", filepath.Join(dir, "..data"))
	link(t, "..data/a.md", filepath.Join(dir, "a.md"))
	link(t, filepath.Join(dir, "plain.md"), filepath.Join(dir, "absolute.md"))
	for name, want := range map[string]string{"a.md": "1", "absolute.md": "plain"} {
		if got := read(t, f, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	link(t, "..2", filepath.Join(dir, "new"))
	if err := os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, "..data")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, f, "a.md"); got != "2" {
		t.Errorf("got %q", got)
	}
}

func TestTheTreeIsWhatHasItsNameNow(t *testing.T) {
	f := folder(t, map[string]string{"1/a.md": "1", "2/a.md": "2"})
	name := filepath.Join(f.tree.Name, "tree")
	link(t, "1", name)
	tree, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		for _, dir := range []string{"1", "2"} {
			os.Remove(name)
			link(t, dir, name)
			if got := read(t, tree, "a.md"); got != dir {
				t.Errorf("got %q, want %q", got, dir)
			}
		}
	}
}

func TestReadingNamesWhatToDoWhereAFileIsNotForThisAccount(t *testing.T) {
	f := folder(t, map[string]string{"a.md": "a"})
	os.Chmod(filepath.Join(f.tree.Name, "a.md"), 0)
	_, err := store.ReadFile(f.Tree(), "a.md")
	if os.Geteuid() == 0 {
		t.Skip("root reads everything")
	}
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "chmod") {
		t.Errorf("got %v", err)
	}
}

// F4b: a file that comes unreadable and is made readable then is reported.
func TestWatchTellsOfChangedPermissions(t *testing.T) {
	f := folder(t, map[string]string{"a.toml": "1"})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reports := make(chan []string, 100)
	if err := f.Watch(ctx, func(paths []string) { reports <- paths }); err != nil {
		t.Fatal(err)
	}
	os.Chmod(filepath.Join(f.tree.Name, "a.toml"), 0o600)
	select {
	case paths := <-reports:
		if !slices.Equal(paths, []string{"a.toml"}) {
			t.Errorf("got %v", paths)
		}
	case <-time.After(time.Minute):
		t.Error("no report")
	}
}

// F3: folders at the top stay open, and what is read is nevertheless what lies in the tree now.
func TestAFolderThatStaysOpenIsTheOneInTheTree(t *testing.T) {
	f := folder(t, map[string]string{"tree/en/a.md": "1", "tree/other/b.md": "beside", "new/a.md": "2", "outside/a.md": "outside"})
	base, dir := f.tree.Name, filepath.Join(f.tree.Name, "tree")
	tree, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	link(t, "../other/b.md", filepath.Join(dir, "en", "beside.md"))
	link(t, "../../outside/a.md", filepath.Join(dir, "en", "out.md"))
	move := func(from, to string) {
		t.Helper()
		if err := os.Rename(filepath.Join(base, from), filepath.Join(base, to)); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"en/a.md": "1", "en/beside.md": "beside"} {
		if got := read(t, tree, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if _, err := store.ReadFile(tree.Tree(), "en/out.md"); !errors.Is(err, store.ErrOutside) {
		t.Errorf("got %v", err)
	}
	move("tree/en", "moved")
	if _, err := store.ReadFile(tree.Tree(), "en/a.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of a folder that is gone: got %v", err)
	}
	link(t, "../moved", filepath.Join(dir, "en"))
	if _, err := store.ReadFile(tree.Tree(), "en/a.md"); !errors.Is(err, store.ErrOutside) {
		t.Errorf("of a folder that lies outside now: got %v", err)
	}
	os.Remove(filepath.Join(dir, "en"))
	move("new", "tree/en")
	if got := read(t, tree, "en/a.md"); got != "2" {
		t.Errorf("of a folder that was replaced: got %q", got)
	}
}

func TestNotEveryFolderStaysOpen(t *testing.T) {
	files := map[string]string{}
	for i := range 2 * maxOpenRoots {
		files[fmt.Sprintf("%d/a.md", i)] = fmt.Sprint(i)
	}
	f := folder(t, files)
	for name, want := range files {
		if got := read(t, f, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if n := len(f.tree.FS.(*rooted).open); n > maxOpenRoots {
		t.Errorf("%d folders stay open", n)
	}
}
