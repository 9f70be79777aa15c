//go:build unix

package folder

import (
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
)

// A process that is killed before any call leaves every file whole, no words of anybody lost, and nothing that stops the next; also where somebody saved just
// before it was killed.
func TestAKillAtAnyCallLeavesEverythingWhole(t *testing.T) {
	const words = "what a person wrote"
	if dir := os.Getenv("PARLANCE_TEST_KILL"); dir != "" {
		f, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		last, _ := strconv.Atoi(os.Getenv("PARLANCE_TEST_CALL"))
		count := 0
		f.disk.before = inTurn(func(string, string) error {
			count++
			if count == last && os.Getenv("PARLANCE_TEST_SAVE") != "" {
				editors["by rename"](f.file("ar/b.toml"))(words)
			}
			if count > last {
				syscall.Kill(os.Getpid(), syscall.SIGKILL)
			}
			return nil
		})
		if err := f.Apply(writes()); err != nil {
			os.Exit(3)
		}
		return
	}
	for _, save := range []string{"", "yes"} {
		for n, killed := 0, true; killed; n++ {
			f := folder(t, before)
			cmd := exec.Command(os.Args[0], "-test.run=^TestAKillAtAnyCallLeavesEverythingWhole$")
			cmd.Env = append(os.Environ(), "PARLANCE_TEST_KILL="+f.tree.Name, "PARLANCE_TEST_CALL="+strconv.Itoa(n), "PARLANCE_TEST_SAVE="+save)
			cmd.Run()
			status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
			killed = ok && status.Signaled()
			found := recovered(t, f)
			if save != "" && n > 0 && killed && content(f, "ar/b.toml") != words && found["ar/b.toml"] != words {
				t.Errorf("call %d: the words are gone: ar/b.toml holds %q, found %v", n, content(f, "ar/b.toml"), found)
			}
			if save == "" && len(found) > 0 {
				t.Errorf("call %d: found %v", n, found)
			}
			if left := hidden(t, f); len(left) > 0 {
				t.Errorf("call %d: left %v", n, left)
			}
			applyTheRest(t, f)
		}
	}
}

// applyTheRest checks that files are whole, and applies the writes to what there is.
func applyTheRest(t *testing.T, f *Folder) {
	t.Helper()
	rest := writes()
	for i, w := range rest {
		switch now := content(f, w.Path); {
		case now == "(none)" && w.Old == nil:
		case w.Old != nil && now == string(w.Old), now == string(w.New), now == "what a person wrote":
			rest[i].Old = []byte(now)
		default:
			t.Errorf("%s holds %q", w.Path, now)
		}
	}
	if err := f.Apply(rest); err != nil {
		t.Error(err)
	}
	for _, w := range rest {
		if now := content(f, w.Path); now != string(w.New) {
			t.Errorf("%s holds %q", w.Path, now)
		}
	}
}
