package folder

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func lines(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
}

func TestLogMakesItsFolderWithTheFirstLine(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "deep")
	l := NewLog(filepath.Join(dir, "x.jsonl"), 1<<20)
	if _, err := os.Stat(dir); err == nil {
		t.Fatal("the folder is there before the first line")
	}
	for _, line := range []string{"one", "two"} {
		if err := l.Append([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if got := lines(t, filepath.Join(dir, "x.jsonl")); strings.Join(got, ",") != "one,two" {
		t.Errorf("got %q", got)
	}
}

// Wherever a line was torn, what is written next stands on a line of its own.
func TestLogBeginsANewLineAfterATornOne(t *testing.T) {
	whole := "{\"a\":\"é\"}"
	for cut := range len(whole) + 1 {
		path := filepath.Join(t.TempDir(), "x.jsonl")
		torn := "first\n" + whole[:cut]
		if err := os.WriteFile(path, []byte(torn), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := NewLog(path, 1<<20).Append([]byte("next")); err != nil {
			t.Fatal(err)
		}
		got := lines(t, path)
		if got[0] != "first" || got[len(got)-1] != "next" {
			t.Errorf("cut at %d: got %q", cut, got)
		}
	}
}

func TestLogGrowsToItsBoundAndNoFurther(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	l := NewLog(path, 100)
	var err error
	for range 50 {
		if err = l.Append([]byte("0123456789")); err != nil {
			break
		}
	}
	if !errors.Is(err, ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
	if info, _ := os.Stat(path); info.Size() > 100 {
		t.Errorf("the file has %d bytes", info.Size())
	}
	os.Rename(path, path+".old")
	if err := l.Append([]byte("x")); err != nil {
		t.Errorf("after the file was moved away: %v", err)
	}
}

// /dev/full refuses every write as a full disk does.
func TestLogOnAFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full here")
	}
	path := filepath.Join(t.TempDir(), "x.jsonl")
	if err := os.Symlink("/dev/full", path); err != nil {
		t.Fatal(err)
	}
	if err := NewLog(path, 1<<20).Append([]byte("x")); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v, want ENOSPC", err)
	}
}

func TestLogInAFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o644)
	if err := NewLog(filepath.Join(file, "x.jsonl"), 1<<20).Append([]byte("x")); err == nil {
		t.Error("a file was taken for a folder")
	}
}

func TestLogTakesLinesFromManyAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.jsonl")
	var wait sync.WaitGroup
	for w := range 4 {
		l := NewLog(path, 1<<20) // each for itself, as two servers would be
		wait.Go(func() {
			for i := range 25 {
				if err := l.Append(fmt.Appendf(nil, "%d %d.", w, i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	got := lines(t, path)
	if len(got) != 100 {
		t.Errorf("got %d lines, want 100", len(got))
	}
	for _, line := range got {
		if !strings.HasSuffix(line, ".") {
			t.Errorf("a line in pieces: %q", line)
		}
	}
}

// A process that is killed in the middle of writing loses no line that was acknowledged, and spoils none that comes after.
func TestLogOutlivesAKill(t *testing.T) {
	if path := os.Getenv("PARLANCE_TEST_LOG"); path != "" {
		l := NewLog(path, 1<<30)
		for i := 0; ; i++ {
			if l.Append(fmt.Appendf(nil, "%d %s.", i, strings.Repeat("x", 4000))) != nil {
				os.Exit(1)
			}
			fmt.Println(i)
		}
	}
	path := filepath.Join(t.TempDir(), "x.jsonl")
	for range 5 {
		os.Remove(path)
		cmd := exec.Command(os.Args[0], "-test.run=^TestLogOutlivesAKill$")
		cmd.Env = append(os.Environ(), "PARLANCE_TEST_LOG="+path)
		var out bytes.Buffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(5 * time.Millisecond) {
			if info, err := os.Stat(path); err == nil && info.Size() > 50_000 {
				break
			}
		}
		cmd.Process.Signal(syscall.SIGKILL)
		cmd.Wait()
		acknowledged := strings.Count(out.String(), "\n")
		if err := NewLog(path, 1<<30).Append([]byte("after")); err != nil {
			t.Fatal(err)
		}
		got := lines(t, path)
		if len(got) < acknowledged+1 || got[len(got)-1] != "after" {
			t.Fatalf("%d lines, %d acknowledged, the last is %.20q", len(got), acknowledged, got[len(got)-1])
		}
		for i := range acknowledged {
			if want := fmt.Sprintf("%d ", i); !strings.HasPrefix(got[i], want) || !strings.HasSuffix(got[i], "x.") {
				t.Fatalf("line %d is %.20q", i, got[i])
			}
		}
	}
}
