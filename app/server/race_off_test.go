//go:build !race

package server

// raceEnabled reports whether the test was built with the race detector.
const raceEnabled = false
