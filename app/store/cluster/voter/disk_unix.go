//go:build linux || darwin

package voter

import "syscall"

// DiskFree returns how many bytes are free where this machine keeps its part; 0 where the system does not tell.
func (v *Voter) DiskFree() uint64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(v.dir, &s); err != nil {
		return 0
	}
	return s.Bavail * uint64(s.Bsize)
}
