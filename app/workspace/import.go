package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
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
	Machine  bool              // By is a program
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
	w        *Workspace
	plan     *plan
	edits    []importEdit
	credited map[string]bool // keys of texts that By was credited with, or why not was said
}

// importEdit is one change of an import as an edit, and what became of it.
type importEdit struct {
	exchange.Change
	edit catalog.Edit
	done bool // it went in, was refused, or stands already
	in   bool
}

// Import puts the translations of a document into the catalogs: those whose English is today's, and whose text nobody has changed since the
// export. Whatever the rules find in them, they go in. What a fault touches is left as it is. Where somebody writes to a catalog meanwhile, they are made on the newest.
// The error is that the document is of another site, or that a file could not be written; what was done is returned beside it.
func (w *Workspace) Import(r ImportRequest) (result ImportResult, err error) {
	in := importing{ImportRequest: r, ImportResult: &result, w: w, credited: map[string]bool{}}
	err = w.untilWritten(func(p *plan) error {
		if in.plan = p; in.edits == nil {
			if in.Merged, err = exchange.Merge(w.document(p, in.Locale), in.Document); err != nil {
				return err
			}
			in.makeEdits()
		}
		in.replay()
		return in.write()
	})
	for _, e := range in.edits {
		if e.in {
			in.Imported = append(in.Imported, e.Change)
		}
	}
	in.check()
	return result, err
}

// makeEdits makes an edit of each change. Forms that a change does not bring stay as they are.
func (in *importing) makeEdits() {
	in.edits = []importEdit{}
	via := catalog.ViaImport
	if in.Machine {
		via = catalog.ViaDraft
	}
	for _, ch := range in.Merged.Changes {
		f, m := in.planned(ch)
		if f == nil {
			continue
		}
		forms := m.Forms
		for _, c := range ch.Text.Filled() {
			forms = forms.With(c, ch.Text.Get(c))
		}
		edit := catalog.Edit{Key: ch.Key, Source: m.Hash, Was: catalog.Hash(m.Forms), Forms: forms, By: in.By, At: now(), Via: via}
		in.edits = append(in.edits, importEdit{Change: ch, edit: edit})
	}
}

// replay makes the edits that are not done in the plan.
func (in *importing) replay() {
	byPage := map[string][]*importEdit{}
	for i := range in.edits {
		if e := &in.edits[i]; !e.done {
			byPage[e.Page] = append(byPage[e.Page], e)
		}
	}
	for _, page := range slices.Sorted(maps.Keys(byPage)) {
		list := byPage[page]
		f := in.plan.find(in.Locale.Tag, page)
		if f == nil {
			in.addFault(&store.Fault{File: in.w.CatalogPath(corpus.CatalogPath(in.Locale.Tag, page)), Msg: "the page has gone meanwhile: its texts did not go in"})
			continue
		}
		edits := make([]catalog.Edit, len(list))
		for i, e := range list {
			edits[i] = e.edit
		}
		for i, o := range in.w.replay(in.plan, f, edits) {
			list[i].done, list[i].in = !o.Changed(), o.Err == nil
			if fault, ok := errors.AsType[*store.Fault](o.Err); ok {
				in.addFault(fault)
			}
		}
	}
}

// addFault adds a fault that is not among them.
func (in *importing) addFault(fault *store.Fault) {
	if !slices.ContainsFunc(in.Faults, func(known *store.Fault) bool { return *known == *fault }) {
		in.Faults = append(in.Faults, fault)
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

// write puts what goes in on record, and into the catalogs. What cannot be written has not gone in.
func (in *importing) write() error {
	if !slices.ContainsFunc(in.edits, func(e importEdit) bool { return e.in && !e.done }) {
		return nil
	}
	changes := in.w.finish(in.plan)
	for _, fault := range changes.Faults {
		in.addFault(fault)
	}
	if in.DryRun {
		return nil
	}
	if in.By != "" {
		if err := in.credit(); err != nil {
			in.leaveOut(nil)
			return err
		}
	}
	changes.Removals = nil
	applied, err := in.w.Apply(changes)
	in.Wrote = append(in.Wrote, applied.Wrote...)
	in.leaveOut(applied.Wrote)
	return err
}

// leaveOut marks the edits that went in with the catalogs that were written, and those that did not.
func (in *importing) leaveOut(wrote []string) {
	for i := range in.edits {
		e := &in.edits[i]
		if f, _ := in.planned(e.Change); !e.done && e.in {
			e.done = slices.Contains(wrote, in.w.CatalogPath(f.path))
			e.in = e.done
		}
	}
}

// credit puts on record who made what goes in.
func (in *importing) credit() (err error) {
	var lines []string
	in.LedgerFaults, err = in.w.appendLedger(in.Locale, func(j *ledger) {
		lines = nil
		for _, e := range in.edits {
			if !e.in || in.credited[e.Key] {
				continue
			}
			_, m := in.planned(e.Change)
			if in.Machine {
				j.add(catalog.KindMachine, e.Key, m.Hash, catalog.Hash(m.Forms), in.By, "")
				continue
			}
			if already, refused := j.credit(e.Key, m.Hash, m.Forms, in.By); already+refused != "" {
				lines = append(lines, fmt.Sprintf("%s: not credited: %s", e.Key, already+refused))
			}
		}
	})
	if err != nil {
		return err
	}
	in.NotCredited = append(in.NotCredited, lines...)
	for _, e := range in.edits {
		in.credited[e.Key] = in.credited[e.Key] || e.in
	}
	return nil
}

// check judges what is imported by the rules of check.
func (in *importing) check() {
	context := in.w.checkContext(in.Locale)
	for _, ch := range in.Imported {
		f, m := in.planned(ch)
		if f == nil { // its page has gone since it went in
			continue
		}
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
