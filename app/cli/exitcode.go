package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/workspace"
)

// The exit codes.
const (
	exitOK       = 0
	exitFindings = 1 // or something failed
	exitUsage    = 2
)

// errFindings ends a command with [exitFindings] after everything was said.
var errFindings = errors.New("there are findings")

// findingsIf returns [errFindings] where something was found, and nil otherwise.
func findingsIf(found bool) error {
	if found {
		return errFindings
	}
	return nil
}

// usageError is a command line that is understood and makes no sense.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// exitCode returns the exit code for the kind of an error.
func exitCode(err error) int {
	var (
		usage *usageError
		names *workspace.UnknownNamesError
		entry *workspace.LocaleEntryError
	)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage), errors.As(err, &names), errors.As(err, &entry):
		return exitUsage
	}
	return exitFindings
}

// finish prints the error that ended a command, and returns the exit code.
func (t *terminal) finish(err error) int {
	var faults *workspace.FaultsError
	if errors.As(err, &faults) {
		printFaults(t.out, faults.TooLarge)
	}
	if err != nil && !errors.Is(err, errFindings) {
		fmt.Fprintln(t.err, "parlance:", strings.ReplaceAll(message(err), "\n", "\nparlance: "))
	}
	return exitCode(err)
}

// message returns what a person is told of an error, with what was perhaps meant.
func message(err error) string {
	var names *workspace.UnknownNamesError
	if !errors.As(err, &names) {
		return err.Error()
	}
	lines := strings.Split(names.Error(), "\n")
	for i, name := range names.Names {
		hint := "parlance status lists the pages, the catalogs hold the keys"
		if similar := suggest(name, names.Known); len(similar) > 0 {
			hint = "did you mean " + strings.Join(similar, " or ") + "?"
		}
		lines[i] += ": " + hint
	}
	return strings.Join(lines, "\n")
}
