//go:build unix

package engine

import (
	"os/exec"
	"syscall"
)

// endWithChildren makes a program the leader of a group of its own, which is ended as a whole: a script's engine does not outlive the script.
func endWithChildren(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
