package folder

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func add(text string) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return []byte(text), nil }
}

// A file that is replaced while a writer waits for its turn is the one that is written to.
func TestAppendFollowsAFileThatIsReplaced(t *testing.T) {
	f := folder(t, map[string]string{"log": "old\n"})
	name := filepath.Join(f.tree.Name, "log")
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

// An editor that replaces the file while it is written to does not take away what was added.
func TestAppendIsInTheFileThatReplacedItMeanwhile(t *testing.T) {
	for _, call := range []string{"write", "sync"} {
		f := folder(t, map[string]string{"log": "old\n"})
		edited := false
		f.disk.before = func(c, path string) error {
			if c == call && !edited {
				edited = true
				os.WriteFile(path+".new", []byte("edited\n"), 0o644)
				os.Rename(path+".new", path)
			}
			return nil
		}
		if err := f.Append("log", add("added\n")); err != nil {
			t.Fatal(err)
		}
		if got := read(t, f, "log"); got != "edited\nadded\n" {
			t.Errorf("before %s: got %q", call, got)
		}
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
		cmd.Env = append(os.Environ(), "APPEND_TO="+f.tree.Name)
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

// Git removes a file before it writes it anew, and writes from the beginning: what is added in between is in neither its way nor lost.
func TestAppendBesideGitThatWritesTheFileAnew(t *testing.T) {
	f := folder(t, map[string]string{"log": "old\n"})
	name := filepath.Join(f.tree.Name, "log")
	written := false
	f.disk.before = func(call, path string) error {
		if call == "sync" && !written {
			written = true
			file, _ := os.OpenFile(path, os.O_WRONLY, 0)
			file.WriteAt([]byte("old\nmerged and longer\n"), 0)
			file.Close()
		}
		return nil
	}
	if err := f.Append("log", add("added\n")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, f, "log"); got != "old\nmerged and longer\nadded\n" {
		t.Errorf("written over: got %q", got)
	}
	os.Remove(name)
	made := make(chan error)
	go func() {
		time.Sleep(gitPatience / 4)
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err == nil {
			file.WriteString("merged\n")
			err = file.Close()
		}
		made <- err
	}()
	if err := f.Append("log", add("added\n")); err != nil {
		t.Fatal(err)
	}
	if err, got := <-made, read(t, f, "log"); err != nil || got != "merged\nadded\n" {
		t.Errorf("removed: got %q, %v", got, err)
	}
}
