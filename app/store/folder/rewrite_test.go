package folder

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store"
)

var _ store.Log = (*Log)(nil)

func censor(line []byte) []byte { return bytes.ReplaceAll(line, []byte("secret"), []byte("-")) }

func TestRewriteReplacesLinesOfEveryFileAndKeepsTheMode(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	l := NewLog(path, 100).OwnerOnly().Rotate(100, nil)
	for i := range 20 {
		if err := l.AppendLines([][]byte{fmt.Appendf(nil, "secret %d", i), []byte("plain")}); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	file.WriteString("torn secret")
	file.Close()
	if err := l.Rewrite(censor); err != nil {
		t.Fatal(err)
	}
	var all []string
	l.Each(func(path string, data []byte) {
		all = append(all, string(data))
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v", path, info.Mode(), err)
		}
	})
	text := strings.Join(all, "")
	if len(all) < 3 || strings.Contains(text, "secret") || strings.Count(text, "\nplain\n") != 20 || !strings.HasSuffix(text, "torn -") {
		t.Errorf("got %q", all)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Law 3: what others append while the log is rewritten is in it afterwards.
func TestLaw3RewriteLosesNoLineThatIsAppendedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	const writers, each = 4, 25
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			l := NewLog(path, 1<<20)
			for i := range each {
				if err := l.Append(fmt.Appendf(nil, "secret %d-%d.", w, i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	l := NewLog(path, 1<<20)
	for range 20 {
		if err := l.Rewrite(censor); err != nil {
			t.Error(err)
		}
	}
	wait.Wait()
	data, err := l.Read()
	if err != nil {
		t.Fatal(err)
	}
	for w := range writers {
		for i := range each {
			if n := bytes.Count(data, fmt.Appendf(nil, " %d-%d.\n", w, i)); n != 1 {
				t.Errorf("%d-%d stands %d times", w, i, n)
			}
		}
	}
}

func TestRewriteThatFailsChangesNothing(t *testing.T) {
	for _, call := range []string{"open", "write", "sync", "close", "rename"} {
		path := filepath.Join(t.TempDir(), "x.jsonl")
		l := NewLog(path, 1<<20)
		if err := l.Append([]byte("secret")); err != nil {
			t.Fatal(err)
		}
		failed := errors.New("no")
		l.file.disk.before = func(c, at string) error {
			if c == call && (strings.HasSuffix(at, ".new") || c == "rename") {
				return failed
			}
			return nil
		}
		err := l.Rewrite(censor)
		data, _ := os.ReadFile(path)
		if !errors.Is(err, failed) || string(data) != "secret\n" {
			t.Errorf("%s: got %v, %q", call, err, data)
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
			t.Errorf("%s: left behind: %v", call, left)
		}
	}
}

func TestAfterReturnsWholeLinesBehindAMark(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	l := NewLog(path, 40).Rotate(100, nil)
	after := func(m store.Mark, want string, wantOK bool) store.Mark {
		t.Helper()
		added, next, ok, err := l.After(m)
		if err != nil || string(added) != want || ok != wantOK {
			t.Fatalf("got %q, %v, %v; want %q, %v", added, ok, err, want, wantOK)
		}
		return next
	}
	m := after(store.Mark{}, "", false) // no file
	l.Append([]byte("one"))
	m = after(m, "", false)
	l.AppendLines([][]byte{[]byte("two"), []byte("three")})
	m = after(m, "two\nthree\n", true)
	file, _ := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	file.WriteString("to")
	m = after(m, "", true)
	file.WriteString("rn\n")
	file.Close()
	m = after(m, "torn\n", true)
	l.Rewrite(func(line []byte) []byte { return bytes.ToUpper(line) })
	m = after(m, "", false)
	after(m, "", true)
	l.Append([]byte("long enough to begin another file")) // of 40 bytes
	m = after(m, "", false)
	after(m, "", true)
}

// What names persons is for its owner alone, also where somebody brought the file along with rights for others.
func TestOwnerOnlyClosesAFileThatOthersMayRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	l := NewLog(path, 1<<20).OwnerOnly()
	for name, write := range map[string]func() error{
		"append":  func() error { return l.Append([]byte("two")) },
		"rewrite": func() error { return l.Rewrite(func(line []byte) []byte { return append(line, '.') }) },
	} {
		if err := os.WriteFile(path, []byte("one\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0o664); err != nil {
			t.Fatal(err)
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v", name, info.Mode(), err)
		}
	}
	open := NewLog(filepath.Join(t.TempDir(), "x.jsonl"), 1<<20)
	if err := errors.Join(open.Append([]byte("one")), os.Chmod(open.file.path, 0o644), open.Append([]byte("two"))); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(open.file.path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o644 {
		t.Errorf("a log for others: got %v, %v", info.Mode(), err)
	}
}
