//go:build unix

package folder

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/parlance/parlance/app/store"
)

func pipe(t *testing.T, name string) {
	t.Helper()
	if err := syscall.Mkfifo(name, 0o644); err != nil {
		t.Fatal(err)
	}
}

// F5: reading never waits for a pipe, and never takes all memory.
func TestPipesAndDevicesAreRefusedAtOnce(t *testing.T) {
	f := folder(t, map[string]string{"a.md": "a"})
	for _, name := range []string{"locales.toml", "b.md"} {
		pipe(t, filepath.Join(f.tree.Name, name))
	}
	link(t, "b.md", filepath.Join(f.tree.Name, "link.md"))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	go func() {
		defer cancel()
		for _, name := range []string{"locales.toml", "b.md", "link.md"} {
			if _, err := store.ReadFile(f.Tree(), name); err == nil || !strings.Contains(err.Error(), "a pipe") {
				t.Errorf("%s: got %v", name, err)
			}
			if file, err := f.Tree().Open(name); err == nil {
				file.Close()
			}
			if err := f.Apply([]store.Write{{Path: name, Old: []byte("x"), New: []byte("y")}}); err == nil {
				t.Errorf("%s was written over", name)
			}
			if err := f.Append(name, add("line\n")); err == nil {
				t.Errorf("%s was appended to", name)
			}
		}
	}()
	<-ctx.Done()
	if !errors.Is(ctx.Err(), context.Canceled) {
		t.Error("a pipe was waited for")
	}
}

// F5: a pipe in the place of the folder itself holds up nobody either, and the folder is read again once it is back.
func TestAPipeInThePlaceOfTheFolderIsNotWaitedFor(t *testing.T) {
	f := folder(t, map[string]string{"a.md": "a", "ar/b.md": "b"})
	tree := f.Tree()
	if _, err := store.ReadFile(tree, "ar/b.md"); err != nil {
		t.Fatal(err)
	}
	away := filepath.Join(t.TempDir(), "away")
	if err := os.Rename(f.tree.Name, away); err != nil {
		t.Fatal(err)
	}
	pipe(t, f.tree.Name)
	done := make(chan bool)
	go func() {
		defer close(done)
		for _, name := range []string{"a.md", "ar/b.md"} {
			if _, err := store.ReadFile(tree, name); err == nil {
				t.Errorf("%s was read", name)
			}
			if err := f.Apply([]store.Write{{Path: name, Old: []byte("x"), New: []byte("y")}}); err == nil {
				t.Errorf("%s was written", name)
			}
			if err := f.Append(name, add("line\n")); err == nil {
				t.Errorf("%s was appended to", name)
			}
		}
		if entries, err := fs.ReadDir(tree, "."); err == nil {
			t.Errorf("%d entries were listed", len(entries))
		}
		_ = f.Recover(func(string, []byte) error { return nil }) // whatever it returns
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("the pipe was waited for")
	}
	if err := errors.Join(os.Remove(f.tree.Name), os.Rename(away, f.tree.Name)); err != nil {
		t.Fatal(err)
	}
	if data, err := store.ReadFile(tree, "ar/b.md"); string(data) != "b" || err != nil {
		t.Errorf("got %q, %v once the folder is back", data, err)
	}
}
