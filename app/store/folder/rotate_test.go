package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// F12: a log that rotates is never full; the newest files stay, and every removal is told.
func TestRotatedLogIsNeverFull(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.jsonl")
	os.WriteFile(filepath.Join(dir, "x.old.jsonl"), []byte("a person's\n"), 0o644)
	var removed []string
	l := NewLog(path, 100).Rotate(3, func(full string, old []string) { removed = append(removed, old...) })
	for i := range 100 {
		if err := l.Append(fmt.Appendf(nil, "%09d", i)); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	var all strings.Builder
	if err := l.Each(func(path string, data []byte) { names = append(names, filepath.Base(path)); all.Write(data) }); err != nil {
		t.Fatal(err)
	}
	if want := []string{"x.7.jsonl", "x.8.jsonl", "x.9.jsonl", "x.jsonl"}; !slices.Equal(names, want) {
		t.Errorf("got the files %q", names)
	}
	var want strings.Builder
	for i := 60; i < 100; i++ {
		fmt.Fprintf(&want, "%09d\n", i)
	}
	if all.String() != want.String() || len(removed) != 6 || filepath.Base(removed[0]) != "x.1.jsonl" {
		t.Errorf("removed %q, kept %q", removed, all.String())
	}
	if err := l.Append(make([]byte, 101)); !errors.Is(err, ErrFull) && err == nil {
		t.Error("a line larger than a file was taken")
	}
}

// Each line is in some file, once, whoever writes at the moment when it becomes full.
func TestRotationLosesNoLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	var wait sync.WaitGroup
	for w := range 4 {
		l := NewLog(path, 200).Rotate(1000, nil)
		wait.Go(func() {
			for i := range 50 {
				if err := l.Append(fmt.Appendf(nil, "%d %d.", w, i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	var all strings.Builder
	if err := NewLog(path, 200).Each(func(_ string, data []byte) { all.Write(data) }); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSuffix(all.String(), "\n"), "\n")
	slices.Sort(got)
	if n := len(slices.Compact(got)); n != 200 {
		t.Errorf("%d different lines, want 200", n)
	}
}

func TestRotationThatFailsLosesNoLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	l := NewLog(path, 20).Rotate(3, nil)
	if err := l.Append([]byte("0123456789")); err != nil {
		t.Fatal(err)
	}
	l.file.disk.before = func(call, _ string) error {
		if call == "rename" {
			return os.ErrPermission
		}
		return nil
	}
	if err := l.Append([]byte("0123456789")); !errors.Is(err, os.ErrPermission) {
		t.Errorf("got %v", err)
	}
	if got := lines(t, path); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}

// What would keep every report from being written is found by a trial, which changes nothing.
func TestTryOfALog(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	os.Mkdir(path("folder"), 0o755)
	os.Symlink(path("missing"), path("dangling"))
	os.WriteFile(path("file"), []byte("a line\n"), 0o644)
	for name, ok := range map[string]bool{"new": true, "file": true, "dangling": true, "folder": false, filepath.Join("file", "new"): false} {
		if err := NewLog(path(name), 100).Try(); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 3 || len(lines(t, path("file"))) != 1 {
		t.Errorf("the trial left %v", entries)
	}
}

func TestTryWritingLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"", "a/b/c"} {
		if err := TryWriting(filepath.Join(dir, name)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	os.WriteFile(filepath.Join(dir, "file"), nil, 0o644)
	if err := TryWriting(filepath.Join(dir, "file")); err == nil {
		t.Error("a file was taken for a folder")
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("%d names stay", len(entries))
	}
}
