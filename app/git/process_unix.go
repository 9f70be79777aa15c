//go:build unix

package git

import (
	"os/exec"
	"syscall"
)

// standAlone keeps git apart from the terminal: Ctrl+C ends the server and no commit, and what git calls finds nobody to ask for a password. It is ended as a
// group, and in a way in which git removes its locks.
func standAlone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
}
