package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/storetest"
)

// folder returns a new folder that holds the files.
func folder(t *testing.T, files map[string]string) *Folder {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// read returns what a file holds.
func read(t *testing.T, f *Folder, name string) string {
	t.Helper()
	data, err := fs.ReadFile(f.tree, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestFolderKeepsTheContractOfAStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T, files map[string]string) store.Store { return folder(t, files) })
}

func TestOpenRefusesWhatIsNoFolder(t *testing.T) {
	f := folder(t, map[string]string{"file": ""})
	for _, dir := range []string{filepath.Join(f.tree.Name, "file"), filepath.Join(f.tree.Name, "missing")} {
		if _, err := Open(dir); err == nil {
			t.Errorf("%s was opened", dir)
		}
	}
}

// Whoever writes to the tree, from whatever process, waits while a program works in it that knows no lock.
func TestNobodyWritesExclusively(t *testing.T) {
	f := folder(t, map[string]string{"a": "1\n", "log": ""})
	other, err := Open(f.tree.Name)
	if err != nil {
		t.Fatal(err)
	}
	wrote := make(chan error)
	err = f.Exclusively(func() error {
		go func() {
			wrote <- errors.Join(other.Apply([]store.Write{{Path: "a", Old: []byte("1\n"), New: []byte("2\n")}}), other.Append("log", add("line\n")))
		}()
		time.Sleep(50 * time.Millisecond)
		if got := read(t, f, "a") + read(t, f, "log"); got != "1\n" {
			t.Errorf("somebody wrote: %q", got)
		}
		return errInjected
	})
	if !errors.Is(err, errInjected) {
		t.Errorf("got %v", err)
	}
	if err, got := <-wrote, read(t, f, "a")+read(t, f, "log"); err != nil || got != "2\nline\n" {
		t.Errorf("got %q, %v", got, err)
	}
}
