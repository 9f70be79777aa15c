package folder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/parlance/parlance/app/store"
)

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

// Many files that are new in a folder that is new are written at once: a folder that another file of them has just made is no link that leads nowhere.
func TestManyNewFilesInANewFolderAreWrittenAtOnce(t *testing.T) {
	for range 30 {
		f := folder(t, nil)
		var writes []store.Write
		for i := range 16 {
			writes = append(writes, store.Write{Path: fmt.Sprintf("a/b/c/d/%d", i), New: []byte("x")})
		}
		if err := f.Apply(writes); err != nil {
			t.Fatal(err)
		}
	}
}
