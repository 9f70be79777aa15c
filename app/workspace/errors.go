package workspace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/store"
)

// FaultsError is returned where nothing was written because files have faults, which are among [Workspace.Faults], or because catalogs would
// become larger than any that is read.
type FaultsError struct {
	Count    int
	TooLarge store.Faults // one for each catalog that would become too large
}

// Error returns how many faults there are.
func (e *FaultsError) Error() string {
	if e.Count == 1 {
		return "nothing was written: 1 fault to mend first"
	}
	return fmt.Sprintf("nothing was written: %d faults to mend first", e.Count)
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

// checkSizes returns a [FaultsError] where a catalog would become larger than any that is read: it would be lost to readers and
// translators (laws 3 and 8).
func (w *Workspace) checkSizes(writes []store.Write) error {
	limit := fmt.Sprintf("%d bytes", w.maxCatalog)
	if w.maxCatalog >= 1<<20 {
		limit = fmt.Sprintf("%d MB", w.maxCatalog>>20)
	}
	var faults store.Faults
	for _, one := range writes {
		if len(one.New) <= w.maxCatalog {
			continue
		}
		_, slug, _ := corpus.ParseCatalogPath(one.Path)
		advice := "split " + w.content.Tree().Path(slug+".md") + " into two pages"
		if slug == catalog.InterfaceSlug {
			advice = "take texts out of the interface"
		}
		faults = append(faults, &store.Fault{File: w.CatalogPath(one.Path),
			Msg: fmt.Sprintf("the catalog would become larger than %s, the most that is read: %s", limit, advice)})
	}
	if len(faults) == 0 {
		return nil
	}
	return &FaultsError{Count: len(faults), TooLarge: faults}
}
