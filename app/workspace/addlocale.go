package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// AddedLocale is what AddLocale did.
type AddedLocale struct {
	Faults  store.Faults // of the trees with the locale in them
	Wrote   []string     // files, as a person names them
	OneForm bool         // its messages that count something have the one form "other"
}

// AddLocale puts a locale at the end of the table of locales, where all that people wrote stays as it is, and lays its catalogs out. tag is its
// BCP 47 tag, name its own name, drafts "machine" or "human". The error is a [LocaleEntryError] where they cannot be, a
// [FaultsError], or that something could not be read or written.
func (w *Workspace) AddLocale(tag, name, drafts string) (added AddedLocale, err error) {
	if l, known := w.Locales().Find(tag); known {
		return added, fmt.Errorf("%s is already in %s", l.Tag, w.CatalogPath(corpus.TableName))
	}
	before, err := store.ReadFile(w.locales.Tree(), corpus.TableName)
	if err != nil {
		return added, err
	}
	table := store.Write{Path: corpus.TableName, Old: before, New: appendLocale(before, tag, name, drafts)}
	if _, err := locale.ParseTable(w.CatalogPath(corpus.TableName), table.Old); err != nil {
		return added, fmt.Errorf("nothing was written: mend the table of locales first:\n%w", err)
	}
	_, err = locale.ParseTable(w.CatalogPath(corpus.TableName), table.New)
	if faults, ok := errors.AsType[store.Faults](err); ok {
		return added, &LocaleEntryError{faults}
	}
	if err := w.read(table.New); err != nil {
		return added, err
	}
	added.Faults = w.Faults()
	p, err := w.plan()
	if err != nil {
		return added, err
	}
	changes, err := w.finish(p)
	if err != nil {
		return added, err
	}
	applied, err := w.Apply(Changes{Writes: append([]store.Write{table}, changes.Writes...)})
	added.Wrote, added.OneForm = applied.Wrote, len(p.categories[tag]) == 1
	return added, err
}

// appendLocale returns a table of locales with one more at its end. Nothing else changes by a byte.
func appendLocale(table []byte, tag, name, drafts string) []byte {
	q := catalog.QuoteBasic
	lines := []string{"[[locale]]", "tag = " + q(tag), "name = " + q(name), "drafts = " + q(drafts), "related = []", ""}
	end := "\n"
	if bytes.Contains(table, []byte("\r\n")) {
		end = "\r\n"
	}
	entry := strings.Join(lines, end)
	if len(table) > 0 {
		entry = end + entry
	}
	if len(table) > 0 && !bytes.HasSuffix(table, []byte("\n")) {
		entry = end + entry
	}
	return slices.Concat(table, []byte(entry))
}
