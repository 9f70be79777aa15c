package folder

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/parlance/parlance/app/store"
)

// next waits for a report of path, or of anything.
func next(t *testing.T, reports <-chan []string, path string) {
	t.Helper()
	deadline := time.After(time.Minute)
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
