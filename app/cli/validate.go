package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
)

// validate reads both trees as a start does, every catalog too, beside what kept has for files at fault, says what would not be served as it stands, and changes nothing.
func (t *terminal) validate(content, locales store.Tree, kept []store.Kept) error {
	r := corpus.NewReader(content, locales)
	r.Restore(kept)
	found, err := r.Read(corpus.Changes{})
	if err != nil {
		return err
	}
	printFaults(t.out, found.Faults)
	for _, name := range found.Unserved {
		fmt.Fprintf(t.out, "%s: readers would not get this page at all\n", name)
	}
	fmt.Fprintf(t.err, "parlance: %s and %s: %s in %s would be served, %s\n", visible(content.Name), visible(locales.Name),
		count(len(found.Pages), "page"), count(len(found.Locales.Locales), "language"), count(len(found.Faults), "fault"))
	return findingsIf(len(found.Faults)+len(found.Unserved) > 0)
}
