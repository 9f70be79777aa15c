//go:build unix

package folder

import (
	"context"
	"errors"
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
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
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
