package folder

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/parlance/parlance/app/store"
)

func TestLaw3RemoveTakesOnlyWhatWasRead(t *testing.T) {
	f := folder(t, map[string]string{"a/empty": "", "a/changed": "new words"})
	if err := f.Remove("a/empty", []byte{}); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(f.Name, "a/empty")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is there still: %v", err)
	}
	for _, name := range []string{"a/empty", "a/changed"} {
		if err := f.Remove(name, []byte{}); !errors.Is(err, store.ErrChanged) {
			t.Errorf("%s: got %v, want %v", name, err, store.ErrChanged)
		}
	}
	if got := read(t, f, "a/changed"); got != "new words" {
		t.Errorf("got %q", got)
	}
}
