package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What reads the log may end, as the program behind a pipe does: readers are served all the same, and the server ends as it should.
func TestALogThatNobodyReadsEndsNothing(t *testing.T) {
	p := startIn(t, t.TempDir())
	p.read.Close()
	for range 3 {
		if status, _ := p.get("/"); status != 200 {
			t.Errorf("got %d", status)
		}
		time.Sleep(300 * time.Millisecond) // lines are written in batches
	}
	p.cmd.Process.Signal(syscall.SIGTERM)
	if err := p.cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// One warning is enough where nothing can be kept, over the whole life of the server.
func TestOneWarningForDataThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	p := startIn(t, dir, "--data", "file")
	if status, _ := p.get("/readyz"); status != 200 {
		t.Errorf("got %d", status)
	}
	p.cmd.Process.Signal(syscall.SIGTERM)
	for line := range p.logs {
		if strings.Contains(line, "WARN") {
			t.Errorf("a second warning: %s", line)
		}
	}
}
