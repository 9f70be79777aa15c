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
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// finish prints the error that ended a command, and returns the exit code for its kind.
func (t *terminal) finish(err error) int {
	if err != nil && !errors.Is(err, errFindings) {
		fmt.Fprintln(t.err, "parlance:", strings.ReplaceAll(message(err), "\n", "\nparlance: "))
	}
	_, usage := errors.AsType[usageError](err)
	_, names := errors.AsType[*workspace.UnknownNamesError](err)
	_, entry := errors.AsType[*workspace.LocaleEntryError](err)
	switch {
	case err == nil:
		return exitOK
	case usage || names || entry:
		return exitUsage
	}
	return exitFindings
}

// message returns what a person is told of an error, with what was perhaps meant.
func message(err error) string {
	names, ok := errors.AsType[*workspace.UnknownNamesError](err)
	if !ok {
		return err.Error()
	}
	lines := strings.Split(names.Error(), "\n")
	for i, name := range names.Names {
		lines[i] += ": " + didYouMean(suggest(name, names.Known), "parlance status lists the pages, the catalogs hold the keys")
	}
	return strings.Join(lines, "\n")
}
