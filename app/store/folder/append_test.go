package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/parlance/parlance/app/store"
)

func add(text string) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return []byte(text), nil }
}

func TestAppendBeginsANewLineAfterATornOne(t *testing.T) {
	for before, want := range map[string]string{"": "new\n", "a\n": "a\nnew\n", "a\n{\"torn": "a\n{\"torn\nnew\n"} {
		f := folder(t, map[string]string{"ar/log": before})
		if err := f.Append("ar/log", add("new\n")); err != nil {
			t.Fatal(err)
		}
		if got := read(t, f, "ar/log"); got != want {
			t.Errorf("after %q: got %q", before, got)
		}
	}
}

func TestAppendMakesTheFileAndItsFolder(t *testing.T) {
	f := folder(t, nil)
	if err := f.Append("ar/log", add("1\n")); err != nil || read(t, f, "ar/log") != "1\n" {
		t.Errorf("got %v", err)
	}
}

func TestAppendRefuses(t *testing.T) {
	f := folder(t, map[string]string{"log": "a\n"})
	no := errors.New("no")
	if err := f.Append("log", func([]byte) ([]byte, error) { return []byte("x\n"), no }); !errors.Is(err, no) {
		t.Errorf("got %v", err)
	}
	for path, text := range map[string]string{"../x": "x\n", "/x": "x\n", ".": "x\n", "log": "no line end"} {
		if err := f.Append(path, add(text)); err == nil {
			t.Errorf("%q to %q was written", text, path)
		}
	}
	if err := f.Append("log", add("")); err != nil {
		t.Error(err)
	}
	if got := read(t, f, "log"); got != "a\n" {
		t.Errorf("got %q", got)
	}
}

func TestLaw3ManyWritersLoseNothing(t *testing.T) {
	f := folder(t, map[string]string{"log": "{torn"})
	const writers, each = 8, 40
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			for i := range each {
				line := fmt.Sprintf("writer %d line %d %s\n", w, i, strings.Repeat("x", 3000))
				if err := f.Append("log", func(now []byte) ([]byte, error) {
					if i > 0 && !bytes.Contains(now, fmt.Appendf(nil, "writer %d line %d ", w, i-1)) {
						t.Errorf("writer %d does not find its line %d", w, i-1)
					}
					return []byte(line), nil
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	text := read(t, f, "log")
	if n := strings.Count(text, "\n"); n != writers*each+1 {
		t.Errorf("got %d lines, want %d", n, writers*each+1)
	}
	for w := range writers {
		for i := range each {
			if !strings.Contains(text, fmt.Sprintf("\nwriter %d line %d x", w, i)) {
				t.Errorf("line %d of writer %d is gone", i, w)
			}
		}
	}
}

// A file that is replaced while a writer waits for its turn is the one that is written to.
func TestAppendFollowsAFileThatIsReplaced(t *testing.T) {
	f := folder(t, map[string]string{"log": "old\n"})
	name := filepath.Join(f.Name, "log")
	inside, replaced := make(chan bool), make(chan bool)
	var wait sync.WaitGroup
	wait.Go(func() {
		f.Append("log", func([]byte) ([]byte, error) { close(inside); <-replaced; return nil, nil })
	})
	<-inside
	wait.Go(func() {
		if err := f.Append("log", add("second\n")); err != nil {
			t.Error(err)
		}
	})
	os.WriteFile(name+".new", []byte("edited\n"), 0o644)
	os.Rename(name+".new", name)
	close(replaced)
	wait.Wait()
	if got := read(t, f, "log"); got != "edited\nsecond\n" {
		t.Errorf("got %q", got)
	}
}

// TestAppendSurvivesAKill kills processes that append, at any moment: every line but the last of each is whole.
func TestAppendSurvivesAKill(t *testing.T) {
	if dir := os.Getenv("APPEND_TO"); dir != "" {
		f, _ := Open(dir)
		for i := 0; ; i++ {
			f.Append("log", add(fmt.Sprintf("<%d %s>\n", i, strings.Repeat("x", 200))))
		}
	}
	f := folder(t, map[string]string{"log": ""})
	for range 5 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestAppendSurvivesAKill$")
		cmd.Env = append(os.Environ(), "APPEND_TO="+f.Name)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for size := len(read(t, f, "log")); len(read(t, f, "log")) < size+2000; {
		}
		cmd.Process.Kill()
		cmd.Wait()
	}
	if err := f.Append("log", add("<end>\n")); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSuffix(read(t, f, "log"), "\n"), "\n") {
		if !strings.HasPrefix(line, "<") || !strings.HasSuffix(line, ">") {
			t.Errorf("line %d is torn: %q", i, line)
		}
	}
}

func TestWithShowsWhatWouldBe(t *testing.T) {
	f := folder(t, map[string]string{"a": "old", "b": "same"})
	tree := f.With([]store.Write{{Path: "a", Old: []byte("old"), New: []byte("new")}, {Path: "c", New: []byte("made")}})
	for name, want := range map[string]string{"a": "new", "b": "same", "c": "made"} {
		if got, err := fs.ReadFile(tree, name); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
		if info, err := fs.Stat(tree, name); err != nil || info.Size() != int64(len(want)) {
			t.Errorf("%s: got %v, %v", name, info, err)
		}
	}
	if read(t, f, "a") != "old" || tree.Name != f.Name {
		t.Error("the folder was changed")
	}
}
