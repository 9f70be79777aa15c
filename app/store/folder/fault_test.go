package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store"
)

var errInjected = errors.New("input/output error, injected")

// inTurn makes calls of before take turns, since files are written in parallel.
func inTurn(before func(call, path string) error) func(call, path string) error {
	var turn sync.Mutex
	return func(call, path string) error {
		turn.Lock()
		defer turn.Unlock()
		return before(call, path)
	}
}

// before is what the trees of these tests hold, and writes what is done to them.
var before = map[string]string{"ar/a.toml": "old a", "ar/b.toml": "old b", "fr/c.toml": "old c"}

func writes() []store.Write {
	return []store.Write{
		{Path: "ar/a.toml", Old: []byte("old a"), New: []byte("new a")},
		{Path: "ar/b.toml", Old: []byte("old b"), New: []byte("new b")},
		{Path: "de/new/d.toml", New: []byte("new d")},
		{Path: "fr/c.toml", Old: []byte("old c"), New: []byte("new c")},
	}
}

// hidden returns what lies beside the files of a tree.
func hidden(t *testing.T, f *Folder) (names []string) {
	t.Helper()
	fs.WalkDir(f.Tree(), ".", func(path string, d fs.DirEntry, err error) error {
		if name := filepath.Base(path); err == nil && strings.HasPrefix(name, ".") && path != "." {
			names = append(names, path)
		}
		return nil
	})
	return names
}

// recovered returns the words that Recover hands over, by file.
func recovered(t *testing.T, f *Folder) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := f.Recover(func(name string, words []byte) error {
		found[name] += string(words)
		return nil
	})
	if err != nil {
		t.Errorf("recovering: %v", err)
	}
	return found
}

func content(f *Folder, name string) string {
	data, err := os.ReadFile(f.file(name))
	if errors.Is(err, fs.ErrNotExist) {
		return "(none)"
	}
	return string(data)
}

// checkWhole checks that every file is what it was or what it was to be, and that no error claims otherwise.
func checkWhole(t *testing.T, f *Folder, err error) {
	t.Helper()
	var failed *store.WriteError
	if err != nil && !errors.As(err, &failed) {
		t.Fatalf("got %v, want a WriteError", err)
	}
	for _, w := range writes() {
		old := "(none)"
		if w.Old != nil {
			old = string(w.Old)
		}
		now := content(f, w.Path)
		switch {
		case now != old && now != string(w.New):
			t.Errorf("%s holds %q", w.Path, now)
		case err == nil && now != string(w.New):
			t.Errorf("%s was not written, and nobody said so", w.Path)
		case failed != nil && slices.Contains(failed.Written, w.Path) && now == old:
			t.Errorf("%s was not written: %v", w.Path, err)
		case failed != nil && !slices.Contains(failed.Written, w.Path) && w.Path != failed.Path && now != old:
			t.Errorf("%s was written: %v", w.Path, err)
		}
	}
}

// As in SQLite's tests every call that changes the disk fails once in turn.
func TestApplyOnADiskThatFailsAtEveryCall(t *testing.T) {
	for _, variant := range [][2]bool{{false, false}, {true, false}, {false, true}, {true, true}} {
		lasting, poor := variant[0], variant[1] // one call fails, or all from then on
		for n, more := 0, true; more; n++ {
			f := folder(t, before)
			f.disk.poor, f.kept = poor, 0
			count, call := 0, ""
			f.disk.before = inTurn(func(c, path string) error {
				if count++; count-1 == n || lasting && count > n {
					call += c + " "
					return errInjected
				}
				return nil
			})
			err := f.Apply(writes())
			more = count > n
			f.disk.before = nil
			checkWhole(t, f, err)
			if err == nil && more && !strings.HasPrefix(call, "remove ") {
				t.Errorf("%s failed, and nobody said so", call)
			}
			if found := recovered(t, f); len(found) > 0 {
				t.Errorf("%s failed: found %v", call, found)
			}
			if left := hidden(t, f); len(left) > 0 {
				t.Errorf("%s failed: left %v", call, left)
			}
			if t.Failed() {
				t.Fatalf("call %d, %s, variant %v: %v", n, call, variant, err)
			}
		}
	}
}

func TestRemoveOnADiskThatFailsAtEveryCall(t *testing.T) {
	for n, more := 0, true; more; n++ {
		f := folder(t, before)
		count := 0
		f.disk.before = inTurn(func(string, string) error {
			if count++; count-1 == n {
				return errInjected
			}
			return nil
		})
		err := f.Remove("ar/a.toml", []byte("old a"))
		more = count > n
		f.disk.before = nil
		if now := content(f, "ar/a.toml"); now != "(none)" && (err == nil || now != "old a") {
			t.Errorf("call %d: it holds %q, %v", n, now, err)
		}
		if found, left := recovered(t, f), hidden(t, f); len(found)+len(left) > 0 {
			t.Errorf("call %d: found %v, left %v", n, found, left)
		}
	}
}

// F9: of an append that fails nothing stays, neither in a ledger nor in a log.
func TestAppendOnADiskThatFailsAtEveryCall(t *testing.T) {
	for n, more := 0, true; more; n++ {
		count := 0
		failing := disk{before: inTurn(func(string, string) error {
			if count++; count-1 == n {
				return errInjected
			}
			return nil
		})}
		f := folder(t, map[string]string{"ar/ledger": "{\"a\":1}\n"})
		l := NewLog(f.file("log"), 1<<20)
		os.WriteFile(f.file("log"), []byte("{\"a\":1}\n"), 0o644)
		f.disk, l.file.disk = failing, failing
		errs := map[string]error{"ar/ledger": f.Append("ar/ledger", add("{\"b\":2}\n"))}
		errs["log"] = l.Append([]byte("{\"b\":2}"))
		for name, err := range errs {
			if now := content(f, name); now != "{\"a\":1}\n" && (err != nil || now != "{\"a\":1}\n{\"b\":2}\n") {
				t.Errorf("call %d: %s holds %q, %v", n, name, now, err)
			}
		}
		more = count > n
	}
}

// What a file was to hold is said in an error, for people.
func TestAWriteErrorSaysWhatWasWritten(t *testing.T) {
	for written, want := range map[int]string{0: "nothing was written", 1: "1 file was written before it", 3: "3 files were written before it"} {
		err := &store.WriteError{Name: "locales/ar/a.toml", Written: make([]string, written), Err: store.ErrChanged}
		if got := fmt.Sprint(err); !strings.Contains(got, want) || !strings.HasPrefix(got, "writing locales/ar/a.toml: somebody changed the file") {
			t.Errorf("got %s", got)
		}
	}
}
