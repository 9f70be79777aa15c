package workspace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/store"
)

// UnsoundError is returned where nothing was written because files have faults that forbid it; [Workspace.Faults] are those faults.
type UnsoundError struct{ Faults int }

// Error returns how many faults there are.
func (e *UnsoundError) Error() string { return nothingWritten(e.Faults) }

// TooLargeError is returned where nothing was written because catalogs would become larger than any that is read. Each is one of the faults.
type TooLargeError struct{ Faults store.Faults }

// Error returns how many faults there are.
func (e *TooLargeError) Error() string { return nothingWritten(len(e.Faults)) }

func nothingWritten(faults int) string {
	if faults == 1 {
		return "nothing was written: 1 fault to mend first"
	}
	return fmt.Sprintf("nothing was written: %d faults to mend first", faults)
}

// LocaleEntryError is returned where a locale cannot be added as it was described.
type LocaleEntryError struct{ Faults store.Faults }

// Error returns a line for each fault.
func (e *LocaleEntryError) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = f.Msg
	}
	return strings.Join(lines, "\n")
}

// UnknownNamesError is returned where names are neither of a page nor of a text.
type UnknownNamesError struct{ Names, Known []string }

// Error returns a line for each name.
func (e *UnknownNamesError) Error() string {
	lines := make([]string, len(e.Names))
	for i, name := range e.Names {
		lines[i] = fmt.Sprintf("%q is no page and no key", name)
	}
	return strings.Join(lines, "\n")
}

// checkNames returns an [UnknownNamesError] where some of the names are not known.
func checkNames(names, known []string) error {
	set := make(map[string]bool, len(known))
	for _, name := range known {
		set[name] = true
	}
	unknown := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return set[name] })
	if len(unknown) == 0 {
		return nil
	}
	return &UnknownNamesError{unknown, known}
}
