//go:build !unix

package git

import "os/exec"

// standAlone does nothing where there are no sessions of processes.
func standAlone(*exec.Cmd) {}
