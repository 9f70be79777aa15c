// Package cli is the commands of Parlance: what a person types, reads and gets back.
//
// It promises: exit code 0 where it is done, 1 where there are findings or something failed, 2 where the command line is
// not understood; findings on standard output as "file:line:col: …", everything else that a person must know on standard
// error; no file is touched by a command that only looks.
package cli
