package server

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parlance/parlance/app/internal/leftout"
)

// TestFibersOwnTestsWithOurFasthttp runs the tests of Fiber's root package with the fasthttp that we use, which is newer than the one that Fiber
// asks for (F14). testdata/fiberdeviations.txt lists every test that fails, with a reason, and nothing else.
func TestFibersOwnTestsWithOurFasthttp(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 15 s")
	}
	dir := fiberCopy(t)
	accepted, failed := fiberDeviations(t), failedTests(t, dir, ".")
	for range 3 { // a machine that is busy fails tests that wait for a second
		retry := slices.DeleteFunc(slices.Clone(failed), func(name string) bool { return accepted[name] })
		if len(retry) == 0 {
			break
		}
		again := failedTests(t, dir, "^("+strings.Join(retry, "|")+")$")
		failed = slices.DeleteFunc(failed, func(name string) bool { return slices.Contains(retry, name) && !slices.Contains(again, name) })
	}
	for _, name := range failed {
		if !accepted[name] {
			t.Errorf("fails and is not listed: %s", name)
		}
	}
	for name := range accepted {
		if !slices.Contains(failed, name) {
			t.Errorf("listed, but does not fail: %s", name)
		}
	}
}

// fiberCopy returns a folder with a copy of Fiber that requires our fasthttp.
func fiberCopy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(goTool(t, ".", "list", "-m", "-f", "{{.Dir}}", "github.com/gofiber/fiber/v2"))); err != nil {
		t.Fatal(err)
	}
	goTool(t, dir, "mod", "edit", "-require", "github.com/valyala/fasthttp@"+goTool(t, ".", "list", "-m", "-f", "{{.Version}}", "github.com/valyala/fasthttp"))
	sums, err := os.ReadFile("../../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "go.sum"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Write(sums); err != nil {
		t.Fatal(err)
	}
	if out, err := command(dir, "test", "-mod=mod", "-run", "^$", ".").CombinedOutput(); err != nil {
		leftout.Skip(t, "Fiber's tests cannot be built, without the network perhaps: "+string(out))
	}
	return dir
}

// failedTests runs Fiber's tests, and returns the names of those that fail.
func failedTests(t *testing.T, dir, run string) (failed []string) {
	t.Helper()
	out, _ := command(dir, "test", "-mod=mod", "-count=1", "-json", "-run", run, ".").Output() // fails where a test fails
	ran := false
	for line := range bytes.Lines(out) {
		var event struct{ Action, Test string }
		if json.Unmarshal(line, &event) != nil || event.Test == "" || strings.Contains(event.Test, "/") {
			continue
		}
		ran = true
		if event.Action == "fail" {
			failed = append(failed, event.Test)
		}
	}
	if !ran {
		t.Fatalf("no test of Fiber ran:\n%s", out)
	}
	return failed
}

// fiberDeviations reads testdata/fiberdeviations.txt.
func fiberDeviations(t *testing.T) map[string]bool {
	t.Helper()
	accepted, reason := map[string]bool{}, false
	for _, line := range lines(t, "testdata/fiberdeviations.txt") {
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '!':
			reason = true
		case !reason:
			t.Fatalf("no reason given for %s", line)
		default:
			accepted[line] = true
		}
	}
	return accepted
}

// command prepares the Go tool, to be run in a folder.
func command(dir string, arguments ...string) *exec.Cmd {
	c := exec.Command("go", arguments...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "TZ=UTC")
	return c
}

// goTool runs the Go tool in a folder, and returns what it says.
func goTool(t *testing.T, dir string, arguments ...string) string {
	t.Helper()
	out, err := command(dir, arguments...).Output()
	if err != nil {
		leftout.Skip(t, "the Go tool and its module cache are needed: "+err.Error())
	}
	return strings.TrimSpace(string(out))
}
