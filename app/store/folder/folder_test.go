package folder

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/store/storetest"
)

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

func TestApplyLeavesNoTemporaryFiles(t *testing.T) {
	f := folder(t, map[string]string{"a.toml": "old a", "b.toml": "changed by somebody"})
	err := f.Apply([]store.Write{
		{Path: "a.toml", Old: []byte("old a"), New: []byte("new a")},
		{Path: "b.toml", Old: []byte("old b"), New: []byte("new b")},
	})
	if !errors.Is(err, store.ErrChanged) {
		t.Fatalf("got %v, want store.ErrChanged", err)
	}
	if got := read(t, f, "a.toml"); got != "old a" {
		t.Errorf("a.toml holds %q although the whole was refused", got)
	}
	left, _ := filepath.Glob(filepath.Join(f.tree.Name, ".*"))
	if len(left) > 0 {
		t.Errorf("temporary files are left: %v", left)
	}
}

func TestApplyMakesFoldersAndKeepsTheMode(t *testing.T) {
	f := folder(t, map[string]string{"run.toml": "x"})
	os.Chmod(filepath.Join(f.tree.Name, "run.toml"), 0o600)
	err := f.Apply([]store.Write{
		{Path: "ar/deep/a.toml", New: []byte("new")},
		{Path: "run.toml", Old: []byte("x"), New: []byte("y")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, f, "ar/deep/a.toml"); got != "new" {
		t.Errorf("got %q", got)
	}
	if info, _ := os.Stat(filepath.Join(f.tree.Name, "run.toml")); info.Mode().Perm() != 0o600 {
		t.Errorf("mode became %v", info.Mode())
	}
}

func TestOpenRefusesWhatIsNoFolder(t *testing.T) {
	f := folder(t, map[string]string{"file": ""})
	for _, dir := range []string{filepath.Join(f.tree.Name, "file"), filepath.Join(f.tree.Name, "missing")} {
		if _, err := Open(dir); err == nil {
			t.Errorf("%s was opened", dir)
		}
	}
}

// next waits for the report that names path, or that says that anything may have changed.
func next(t *testing.T, reports <-chan []string, path string) {
	t.Helper()
	deadline := time.After(10 * time.Second)
	for {
		select {
		case paths := <-reports:
			if paths == nil || slices.Contains(paths, path) {
				return
			}
		case <-deadline:
			t.Fatalf("no report of %s", path)
		}
	}
}

func TestWatchTellsOfEveryWayToSave(t *testing.T) {
	f := folder(t, map[string]string{"a.toml": "1", "ar/b.toml": "1"})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reports := make(chan []string, 100)
	if err := f.Watch(ctx, func(paths []string) { reports <- paths }); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(f.tree.Name, "a.toml"), []byte("2"), 0o644)
	next(t, reports, "a.toml")
	if err := f.Apply([]store.Write{{Path: "ar/b.toml", Old: []byte("1"), New: []byte("2")}}); err != nil {
		t.Fatal(err)
	}
	next(t, reports, "ar/b.toml")
	os.MkdirAll(filepath.Join(f.tree.Name, "fr", "deep"), 0o755)
	next(t, reports, "fr")
	time.Sleep(50 * time.Millisecond)
	os.WriteFile(filepath.Join(f.tree.Name, "fr", "deep", "c.toml"), []byte("1"), 0o644)
	next(t, reports, "fr/deep/c.toml")
	os.Remove(filepath.Join(f.tree.Name, "a.toml"))
	next(t, reports, "a.toml")
}

func TestWatchFollowsARootThatIsReplaced(t *testing.T) {
	f := folder(t, map[string]string{"tree/a.toml": "1"})
	tree, err := Open(filepath.Join(f.tree.Name, "tree"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	reports := make(chan []string, 100)
	if err := tree.Watch(ctx, func(paths []string) { reports <- paths }); err != nil {
		t.Fatal(err)
	}
	os.Rename(tree.tree.Name, tree.tree.Name+".old")
	os.Mkdir(tree.tree.Name, 0o755)
	time.Sleep(1500 * time.Millisecond)
	os.WriteFile(filepath.Join(tree.tree.Name, "a.toml"), []byte("2"), 0o644)
	next(t, reports, "a.toml")
}

func TestWatchFollowsAFolderThatIsRemovedAndMadeAtOnce(t *testing.T) {
	f := folder(t, map[string]string{"tree/ar/a.toml": "1"})
	tree, reports := watched(t, filepath.Join(f.tree.Name, "tree"))
	for i := range 3 {
		os.RemoveAll(tree.tree.Name)
		os.MkdirAll(filepath.Join(tree.tree.Name, "ar"), 0o755)
		time.Sleep(1300 * time.Millisecond)
		for len(reports) > 0 {
			<-reports
		}
		os.WriteFile(filepath.Join(tree.tree.Name, "ar", "a.toml"), []byte{byte('2' + i)}, 0o644)
		next(t, reports, "ar/a.toml")
	}
}

func TestWatchFollowsASymbolicLinkWhereverItLeads(t *testing.T) {
	f := folder(t, map[string]string{"v1/a.toml": "1", "v2/a.toml": "2"})
	link := filepath.Join(f.tree.Name, "tree")
	if err := os.Symlink("v1", link); err != nil {
		t.Fatal(err)
	}
	_, reports := watched(t, link)
	os.WriteFile(filepath.Join(f.tree.Name, "v1", "a.toml"), []byte("3"), 0o644)
	next(t, reports, "a.toml")
	if err := os.Symlink("v2", link+".new"); err != nil {
		t.Fatal(err)
	}
	os.Rename(link+".new", link)
	next(t, reports, "anything")
	for len(reports) > 0 {
		<-reports
	}
	os.WriteFile(filepath.Join(f.tree.Name, "v2", "a.toml"), []byte("4"), 0o644)
	next(t, reports, "a.toml")
}

// watched opens a folder and watches it until the test ends.
func watched(t *testing.T, dir string) (*Folder, chan []string) {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	reports := make(chan []string, 100)
	if err := f.Watch(ctx, func(paths []string) { reports <- paths }); err != nil {
		t.Fatal(err)
	}
	return f, reports
}
