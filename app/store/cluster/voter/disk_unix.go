//go:build linux || darwin

package voter

import "syscall"

// freeIn returns how many bytes are free on the disk of a folder.
func freeIn(dir string) (free uint64, known bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, false
	}
	return s.Bavail * uint64(s.Bsize), true
}
