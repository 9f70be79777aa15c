//go:build !unix

package engine

import "os/exec"

// endWithChildren does nothing where there are no groups of processes: the program alone is ended.
func endWithChildren(*exec.Cmd) {}
