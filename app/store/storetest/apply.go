package storetest

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store"
)

// Law 3: what somebody else wrote meanwhile is not written over.
func testApplyWritesAllOrNothing(t *testing.T, open Open) {
	s := open(t, map[string]string{"a.toml": "old a", "b.toml": "changed by somebody"})
	err := s.Apply([]store.Write{
		{Path: "a.toml", Old: []byte("old a"), New: []byte("new a")},
		{Path: "b.toml", Old: []byte("old b"), New: []byte("new b")},
	})
	if !errors.Is(err, store.ErrChanged) {
		t.Fatalf("got %v, want ErrChanged", err)
	}
	if got := read(t, s, "a.toml"); got != "old a" {
		t.Errorf("a.toml holds %q although the whole was refused", got)
	}
}

func testApplyMakesFolders(t *testing.T, open Open) {
	s := open(t, map[string]string{"run.toml": "x"})
	err := s.Apply([]store.Write{
		{Path: "ar/deep/a.toml", New: []byte("new")},
		{Path: "run.toml", Old: []byte("x"), New: []byte("y")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if made, written := read(t, s, "ar/deep/a.toml"), read(t, s, "run.toml"); made != "new" || written != "y" {
		t.Errorf("got %q and %q", made, written)
	}
}

// Names that lead out of the tree are refused, and so is to make a file that is there.
func testApplyRefuses(t *testing.T, open Open) {
	s := open(t, nil)
	for _, path := range []string{"../x", "/etc/x", "a/../../x", ""} {
		if err := s.Apply([]store.Write{{Path: path, New: []byte("x")}}); err == nil {
			t.Errorf("%q was written", path)
		}
		if err := s.Remove(path, nil); err == nil || errors.Is(err, store.ErrChanged) {
			t.Errorf("removing %q: got %v", path, err)
		}
	}
	if err := s.Apply([]store.Write{{Path: "there.toml", New: []byte("1")}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Apply([]store.Write{{Path: "there.toml", New: []byte("2")}}); !errors.Is(err, store.ErrChanged) {
		t.Errorf("a file that should be new was written over: %v", err)
	}
}

// Law 3 again.
func testRemoveTakesOnlyWhatWasRead(t *testing.T, open Open) {
	s := open(t, map[string]string{"a/empty": "", "a/changed": "new words"})
	if err := s.Remove("a/empty", []byte{}); err != nil {
		t.Error(err)
	}
	if _, err := fs.Stat(s.Tree(), "a/empty"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is there still: %v", err)
	}
	for _, name := range []string{"a/empty", "a/changed"} {
		if err := s.Remove(name, []byte{}); !errors.Is(err, store.ErrChanged) {
			t.Errorf("%s: got %v, want %v", name, err, store.ErrChanged)
		}
	}
	if got := read(t, s, "a/changed"); got != "new words" {
		t.Errorf("got %q", got)
	}
}

// Law 3: of all that write to one file at once, each writes over what it has read.
func testApplyOfManyLosesNothing(t *testing.T, open Open) {
	s := open(t, map[string]string{"count": ""})
	const writers, each = 4, 25
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			for done := 0; done < each; {
				old, err := store.ReadFile(s.Tree(), "count")
				if err != nil {
					t.Error(err)
					return
				}
				switch err := s.Apply([]store.Write{{Path: "count", Old: old, New: append(bytes.Clone(old), byte('a'+w))}}); {
				case err == nil:
					done++
				case !errors.Is(err, store.ErrChanged):
					t.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	for w := range writers {
		if n := strings.Count(read(t, s, "count"), string(rune('a'+w))); n != each {
			t.Errorf("of writer %d there are %d of %d", w, n, each)
		}
	}
}

func testApplySaysWhatCouldNotBeWritten(t *testing.T, open Open) {
	s := open(t, map[string]string{"a": "1", "b": "changed"})
	err := s.Apply([]store.Write{{Path: "a", Old: []byte("1"), New: []byte("2")}, {Path: "b", Old: []byte("1"), New: []byte("2")}})
	failed, ok := errors.AsType[*store.WriteError](err)
	if !ok || failed.Path != "b" || len(failed.Written) > 0 || !strings.Contains(err.Error(), s.Tree().Path("b")) {
		t.Errorf("got %v", err)
	}
}

func testRecoverFindsNothingOfItsOwn(t *testing.T, open Open) {
	s := open(t, map[string]string{"a": "1"})
	err := s.Apply([]store.Write{{Path: "a", Old: []byte("1"), New: []byte("2")}, {Path: "b/c", New: []byte("1")}})
	err = errors.Join(err, s.Remove("b/c", []byte("1")), s.Recover(func(name string, words []byte) error {
		t.Errorf("found %q of %s", words, name)
		return nil
	}))
	if err != nil {
		t.Error(err)
	}
	names, err := fs.Glob(s.Tree(), "*")
	names = slices.DeleteFunc(names, func(name string) bool { return name == "b" }) // an empty folder may stay
	if err != nil || !slices.Equal(names, []string{"a"}) {
		t.Errorf("got %v, %v", names, err)
	}
}
