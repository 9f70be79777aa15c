//go:build linux

package nemesis_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clocks builds the program with a clock that can be moved, and returns it for each machine: their clocks are an hour apart from one to the next.
func clocks(t *testing.T, dir string) func(i int) (string, []string) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(strings.TrimSpace(string(root)), "src", "time", "time.go")
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const read = "func Now() Time {\n\tsec, nsec, mono := runtimeNow()\n"
	if !strings.Contains(string(source), read) {
		t.Fatalf("%s reads the clock in another way: mend this test", path)
	}
	moved := strings.Replace(string(source), read, read+"\tsec += chaosOffset()\n", 1) + `
// chaosOffset is how many seconds the clock is moved in a test.
func chaosOffset() int64 {
	chaosOnce.Do(func() {
		text, _ := syscall.Getenv("PARLANCE_CHAOS_OFFSET")
		negative := len(text) > 0 && text[0] == '-'
		if negative {
			text = text[1:]
		}
		for i := 0; i < len(text); i++ {
			chaosSeconds = 10*chaosSeconds + int64(text[i]-'0')
		}
		if negative {
			chaosSeconds = -chaosSeconds
		}
	})
	return chaosSeconds
}

var (
	chaosOnce    sync.Once
	chaosSeconds int64
)
`
	moved = strings.Replace(moved, "import (\n", "import (\n\t\"sync\"\n\t\"syscall\"\n", 1)
	replacement, overlay := filepath.Join(dir, "time.go.txt"), filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(replacement, []byte(moved), 0o644); err != nil {
		t.Fatal(err)
	}
	said, err := json.Marshal(map[string]any{"Replace": map[string]string{path: replacement}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(overlay, said, 0o644); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "parlance-clock")
	if out, err := exec.Command("go", "build", "-overlay", overlay, "-o", program, "github.com/parlance/parlance/cmd/parlance").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return func(i int) (string, []string) {
		return program, []string{fmt.Sprintf("PARLANCE_CHAOS_OFFSET=%d", int64(time.Duration(i-1)*time.Hour/time.Second))}
	}
}
