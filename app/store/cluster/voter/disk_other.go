//go:build !linux && !darwin

package voter

// DiskFree returns 0: the system does not tell.
func (v *Voter) DiskFree() uint64 { return 0 }
