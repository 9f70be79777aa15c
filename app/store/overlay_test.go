package store

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestWithShowsWhatWouldBe(t *testing.T) {
	f := Tree{FS: fstest.MapFS{"a": {Data: []byte("old")}, "b": {Data: []byte("same")}}, Name: "tree"}
	tree := f.With([]Write{{Path: "a", Old: []byte("old"), New: []byte("new")}, {Path: "c", New: []byte("made")}})
	for name, want := range map[string]string{"a": "new", "b": "same", "c": "made"} {
		if got, err := fs.ReadFile(tree, name); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
		if info, err := fs.Stat(tree, name); err != nil || info.Size() != int64(len(want)) {
			t.Errorf("%s: got %v, %v", name, info, err)
		}
	}
	if old, _ := fs.ReadFile(f, "a"); string(old) != "old" || tree.Name != f.Name {
		t.Error("the tree was changed")
	}
}
