package workspace

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// checkSizes returns a [FaultsError] where a catalog would become larger than any that is read: it would be lost to readers and
// translators (laws 3 and 8).
func (w *Workspace) checkSizes(writes []store.Write) error {
	var faults store.Faults
	for _, one := range writes {
		if len(one.New) > w.maxCatalog {
			faults = append(faults, &store.Fault{File: w.locales.Tree().Path(one.Path), Msg: fmt.Sprintf(
				"the catalog would become larger than %s, the most that is read: %s", formatSize(w.maxCatalog), w.howToShrink(one.Path))})
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return &FaultsError{Count: len(faults), TooLarge: faults}
}

func (w *Workspace) howToShrink(name string) string {
	tag, rest, _ := strings.Cut(name, "/")
	slug := strings.TrimSuffix(rest, "."+tag+".toml")
	if slug == catalog.InterfaceSlug {
		return "take texts out of the interface"
	}
	return "split " + w.content.Tree().Path(slug+".md") + " into two pages"
}

// formatSize returns a number of bytes for people, in whole megabytes where it is that much.
func formatSize(bytes int) string {
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
