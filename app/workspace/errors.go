package workspace

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

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

// tooLarge returns a fault where a catalog would become larger than any that is read, and nil otherwise: it would be lost to readers and
// translators (laws 3 and 8).
func (w *Workspace) tooLarge(f *plannedCatalog) *store.Fault {
	if len(f.next.Bytes()) <= w.maxCatalog || bytes.Equal(f.before, f.next.Bytes()) {
		return nil
	}
	limit := fmt.Sprintf("%d bytes", w.maxCatalog)
	if w.maxCatalog >= 1<<20 {
		limit = fmt.Sprintf("%d MB", w.maxCatalog>>20)
	}
	advice := "split " + w.content.Tree().Path(f.slug+".md") + " into two pages"
	switch f.slug {
	case segment.SiteSlug:
		advice = "shorten the texts of " + w.content.Tree().Path(segment.SiteFile)
	case catalog.InterfaceSlug:
		advice = "take texts out of the interface"
	}
	return &store.Fault{File: w.CatalogPath(f.path),
		Msg: fmt.Sprintf("the catalog would become larger than %s, the most that is read: %s", limit, advice)}
}
