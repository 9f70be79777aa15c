package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// AddedLocale is what AddLocale did.
type AddedLocale struct {
	Wrote    []string     // files, as a person names them
	TooLarge store.Faults // of catalogs that would become too large, and were not written
	OneForm  bool         // its messages that count something have the one form "other"
}

// AddLocale puts a locale at the end of the table of locales, where all that people wrote stays as it is, and lays its catalogs out. tag is its
// BCP 47 tag, name its own name, drafts "machine" or "human". What a fault touches is left as it is. The error is a [LocaleEntryError] where they
// cannot be, or that something could not be read or written; what was done is returned beside it.
func (w *Workspace) AddLocale(tag, name, drafts string) (added AddedLocale, err error) {
	if l, known := w.Locales().Find(tag); known {
		return added, fmt.Errorf("%s is already in %s", l.Tag, w.CatalogPath(corpus.TableName))
	}
	before, err := store.ReadFile(w.locales.Tree(), corpus.TableName)
	if err != nil {
		return added, err
	}
	table := store.Write{Path: corpus.TableName, Old: before, New: appendLocale(before, tag, name, drafts)}
	if err := w.checkTable(table, tag); err != nil {
		return added, err
	}
	english, _ := w.FaultsFor()
	if err := w.read(table.New); err != nil {
		return added, err
	}
	if now, _ := w.FaultsFor(); len(now) > len(english) { // a page would lose its URL
		return added, now
	}
	inTable, err := w.Apply(Changes{Writes: []store.Write{table}})
	if err != nil {
		return added, err
	}
	p := w.plan()
	changes := w.finish(p)
	changes.Removals = nil
	applied, err := w.Apply(changes)
	added.Wrote, added.OneForm = append(inTable.Wrote, applied.Wrote...), len(p.categories[tag]) == 1
	added.TooLarge = changes.Faults
	return added, err
}

// checkTable returns an error where a table would not have a locale that was put at its end: what was there may have a fault, and the locale none.
func (w *Workspace) checkTable(table store.Write, tag string) error {
	_, err := locale.ParseTable(w.CatalogPath(corpus.TableName), table.Old)
	known, _ := errors.AsType[store.Faults](err)
	next, err := locale.ParseTable(w.CatalogPath(corpus.TableName), table.New)
	faults, _ := errors.AsType[store.Faults](err)
	if _, ok := next.Find(tag); ok && len(faults) <= len(known) {
		return nil
	}
	if len(faults) > len(known) {
		return &LocaleEntryError{faults[len(known):]}
	}
	return fmt.Errorf("nothing was written: mend the table of locales first:\n%w", faults)
}

// appendLocale returns a table of locales with one more at its end. Nothing else changes by a byte.
func appendLocale(table []byte, tag, name, drafts string) []byte {
	q := tomltext.QuoteBasic
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
