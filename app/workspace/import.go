package workspace

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/po"
	"github.com/parlance/parlance/app/exchange/xliff"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// ImportRequest is what is to be imported.
type ImportRequest struct {
	Locale   *locale.Locale
	Document exchange.Document // what came back from a translator
	By       string            // who made the translations, for the ledger; "" for nobody
	DryRun   bool              // nothing is written
}

// ImportResult is what Import did, or would do.
type ImportResult struct {
	Imported     []exchange.Change    // what goes in
	Merged       exchange.MergeResult // what was found to go in, and what not
	Faults       store.Faults         // of texts that would not stand in their catalogs
	LedgerFaults store.Faults         // of lines of the ledger that cannot be read; they hold nothing up
	NotCredited  []string             // why By is not on record for a text, with its key
	Wrote        []string             // catalogs, as a person names them
	Findings     Findings             // what the rules find in what goes in, at the places where it will stand
}

// Refused returns how many translations do not go in.
func (r ImportResult) Refused() int {
	return len(r.Merged.Refused) + len(r.Merged.Changes) - len(r.Imported)
}

type importing struct {
	ImportRequest
	*ImportResult
	w    *Workspace
	plan *plan
}

// Import puts the translations of a document into the catalogs: those whose English is today's, and whose text nobody has changed since the
// export. Whatever the rules find in them, they go in. What a fault touches is left as it is. The error is that the document is of another
// site, or that a file could not be written; what was done is returned beside it.
func (w *Workspace) Import(r ImportRequest) (result ImportResult, err error) {
	in := importing{ImportRequest: r, ImportResult: &result, w: w, plan: w.plan()}
	if in.Merged, err = exchange.Merge(w.document(in.plan, in.Locale), in.Document); err != nil {
		return result, err
	}
	in.setTexts()
	if err = in.write(); err != nil {
		in.Imported = slices.DeleteFunc(in.Imported, func(ch exchange.Change) bool {
			f, _ := in.planned(ch)
			return !slices.Contains(in.Wrote, w.CatalogPath(f.path))
		})
	}
	in.check()
	return result, err
}

func (in *importing) setTexts() {
	byPage := map[string]map[string]catalog.Forms{}
	for _, ch := range in.Merged.Changes {
		if byPage[ch.Page] == nil {
			byPage[ch.Page] = map[string]catalog.Forms{}
		}
		byPage[ch.Page][ch.Key] = ch.Text
	}
	for _, f := range in.plan.files {
		if texts := byPage[f.slug]; f.tag == in.Locale.Tag && texts != nil {
			filled, faults := f.next.SetValues(texts)
			in.Faults = append(in.Faults, faults...)
			before := f.next
			f.next = catalog.SyncLocale(f.english, filled, in.plan.categories[in.Locale.Tag])
			if fault := in.w.tooLarge(f); fault != nil {
				f.next, in.Faults = before, append(in.Faults, fault)
			}
		}
	}
	for _, ch := range in.Merged.Changes {
		f, m := in.planned(ch)
		if f == nil {
			continue
		}
		if !slices.ContainsFunc(ch.Text.Filled(), func(category string) bool { return m.Forms.Get(category) != ch.Text.Get(category) }) {
			in.Imported = append(in.Imported, ch)
		}
	}
}

func (in *importing) planned(ch exchange.Change) (*plannedCatalog, catalog.Message) {
	f := in.plan.find(in.Locale.Tag, ch.Page)
	if f == nil {
		return nil, catalog.Message{}
	}
	m, _ := f.next.Find(ch.Key)
	return f, m
}

// write puts what goes in on record, and into the catalogs.
func (in *importing) write() error {
	if len(in.Imported) == 0 {
		return nil
	}
	changes := in.w.finish(in.plan)
	in.Faults = append(in.Faults, changes.Faults...)
	if in.DryRun {
		return nil
	}
	if in.By != "" {
		faults, err := in.w.appendLedger(in.Locale, in.credit)
		in.LedgerFaults = faults
		if err != nil {
			return err
		}
	}
	applied, err := in.w.Apply(Changes{Writes: changes.Writes, Carried: changes.Carried, Renamed: changes.Renamed})
	in.Wrote = applied.Wrote
	return err
}

func (in *importing) credit(j *ledger) {
	in.NotCredited = nil
	for _, ch := range in.Imported {
		_, m := in.planned(ch)
		if already, refused := j.credit(ch.Key, m.Hash, m.Forms, in.By); already+refused != "" {
			in.NotCredited = append(in.NotCredited, fmt.Sprintf("%s: not credited: %s", ch.Key, already+refused))
		}
	}
}

// check judges what is imported by the rules of check.
func (in *importing) check() {
	context := in.w.checkContext(in.Locale)
	for _, ch := range in.Imported {
		f, m := in.planned(ch)
		english, _ := f.english.Find(ch.Key)
		if ch.Page == catalog.InterfaceSlug {
			english.Kind = "" // its notes are people's
		}
		unit := check.Unit{Key: ch.Key, Kind: english.Kind, Source: english.Forms, Text: m.Forms, Comments: m.Comments}
		for _, one := range check.Message(unit, context) {
			found := corpus.Finding{Finding: one, Tag: in.Locale.Tag, File: in.w.CatalogPath(f.path), Source: english.Forms.Other, Text: m.Forms.Get(one.Form)}
			found.Line, found.Col = m.Position(one.Form)
			in.Findings.add(found)
		}
	}
}

// ReadExchange reads a file of either format: the one that it looks like, or else the one that its extension names. Errors name the file and the
// place in it.
func ReadExchange(name string, data []byte) (exchange.Document, error) {
	text := bytes.TrimLeft(data, "\uFEFF\xFF\xFE\x00 \t\r\n")
	if bytes.HasPrefix(text, []byte("<")) && FormatOf(name) != "po" || FormatOf(name) == "xliff" && !bytes.Contains(data, []byte("msgid")) {
		return xliff.Read(name, data)
	}
	return po.Read(name, data)
}
