//go:build race

package server

// raceEnabled tells that the test was built with the race detector.
const raceEnabled = true
