package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
	"github.com/parlance/parlance/app/workbench/team"
)

// validate reads both trees as a start does, every catalog and the team too, beside what kept has for files at fault, says what would not be served as it stands, and changes nothing.
func (t *terminal) validate(content, locales store.Tree, kept []store.Kept) error {
	r := corpus.NewReader(content, locales)
	r.Restore(kept)
	found, err := r.Read(corpus.Changes{})
	if err != nil {
		return err
	}
	faults := append(found.Faults, team.Check(locales)...)
	printFaults(t.out, faults)
	for _, name := range found.Unserved {
		fmt.Fprintf(t.out, "%s: readers would not get this page at all\n", name)
	}
	printFaults(t.err, found.Recordings.Refused) // which cost readers no text
	fmt.Fprintf(t.err, "parlance: %s and %s: %s in %s would be served, %s\n", visible(content.Name), visible(locales.Name),
		count(len(found.Pages), "page"), count(len(found.Locales.Locales), "language"), count(len(faults), "fault"))
	return findingsIf(len(faults)+len(found.Unserved) > 0)
}
