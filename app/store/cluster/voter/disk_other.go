//go:build !linux && !darwin

package voter

// freeIn returns nothing: the system does not tell.
func freeIn(string) (free uint64, known bool) { return 0, false }
