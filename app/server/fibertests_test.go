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
	accepted, failed, left := fiberDeviations(t), map[string]bool{}, strings.Fields(goTool(t, dir, "test", "-mod=mod", "-list", "^Test", "."))
	left = slices.DeleteFunc(left, func(name string) bool { return !strings.HasPrefix(name, "Test") })
	for name := range accepted {
		if !slices.Contains(left, name) {
			t.Errorf("listed, but no test of Fiber: %s", name)
		}
	}
	for range 4 { // a machine that is busy fails tests that wait for a second, and a test that panics ends the others
		runTests(t, dir, left, failed)
		left = slices.DeleteFunc(left, func(name string) bool { isFailed, ran := failed[name]; return ran && isFailed == accepted[name] })
		if len(left) == 0 {
			return
		}
	}
	for _, name := range left {
		isFailed, ran := failed[name]
		t.Errorf("%s: ran %t, failed %t; listed %t", name, ran, isFailed, accepted[name])
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

// runTests runs some of Fiber's tests, and writes down which of those that ran to their end failed.
func runTests(t *testing.T, dir string, names []string, failed map[string]bool) {
	t.Helper()
	out, _ := command(dir, "test", "-mod=mod", "-count=1", "-json", "-run", "^("+strings.Join(names, "|")+")$", ".").Output() // fails where a test fails
	ran := false
	for line := range bytes.Lines(out) {
		var event struct{ Action, Test string }
		if json.Unmarshal(line, &event) != nil || event.Test == "" || strings.Contains(event.Test, "/") {
			continue
		}
		ran = true
		if event.Action == "fail" || event.Action == "pass" || event.Action == "skip" {
			failed[event.Test] = event.Action == "fail"
		}
	}
	if !ran {
		t.Fatalf("no test of Fiber ran:\n%s", out)
	}
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
