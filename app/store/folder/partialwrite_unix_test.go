//go:build unix

package folder

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk that takes only a part of what is appended, here by a limit of the process, keeps no part of it: neither in a ledger nor in a log (law 3).
func TestAppendTakesBackWhatWasWrittenInPart(t *testing.T) {
	const before = "{\"whole\":1}\n{\"torn"
	if dir := os.Getenv("PARLANCE_TEST_PARTIAL"); dir != "" {
		signal.Ignore(syscall.SIGXFSZ)
		limit := syscall.Rlimit{Cur: uint64(len(before) + 5), Max: uint64(len(before) + 5)}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
		f, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		for name, err := range map[string]error{
			"ledger": f.Append("ledger", add("{\"more\":1}\n")),
			"log":    NewLog(filepath.Join(dir, "log"), 1<<20).Append([]byte("{\"more\":1}")),
		} {
			if !errors.Is(err, syscall.EFBIG) {
				t.Errorf("%s: got %v, want EFBIG", name, err)
			}
		}
		return
	}
	f := folder(t, map[string]string{"ledger": before, "log": before})
	cmd := exec.Command(os.Args[0], "-test.run=^TestAppendTakesBackWhatWasWrittenInPart$")
	cmd.Env = append(os.Environ(), "PARLANCE_TEST_PARTIAL="+f.tree.Name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"ledger", "log"} {
		if got := read(t, f, name); got != before {
			t.Errorf("%s holds %q", name, strings.TrimPrefix(got, before))
		}
	}
}
