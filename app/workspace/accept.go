package workspace

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// AcceptRequest is which previous translations are to be published again.
type AcceptRequest struct {
	Locales     []*locale.Locale
	Keys        []string
	By, Because string // for the ledger
	Older       bool   // a translation of an English older than the one just before today's is accepted too
	SkipMissing bool   // locales without a previous translation are left as they are; otherwise they refuse
}

// AcceptedText is what became of one text in one locale.
type AcceptedText struct {
	Tag, Key    string
	Before      catalog.Forms // the English that the translation was made for; empty where nobody knows it
	Today       catalog.Forms // the English of today
	Translation catalog.Forms
	Err         error        // why it was refused or left; nil where it was accepted. It is [catalog.ErrOlder] where Older would accept it
	Left        bool         // there was nothing to accept, and SkipMissing was set
	Position    *store.Fault // where the text stands, without a message
}

// AcceptResult is what Accept did.
type AcceptResult struct {
	Texts             []AcceptedText
	Faults            store.Faults // of lines of ledgers that cannot be read; they hold nothing up
	Wrote             []string     // catalogs, as a person names them
	Accepted, Refused int
}

type accepting struct {
	AcceptRequest
	*AcceptResult
	w        *Workspace
	plan     *plan
	edits    []acceptEdit
	recorded bool
}

// acceptEdit is a previous translation that stands again, as an edit.
type acceptEdit struct {
	edit catalog.Edit
	slug string
	text int // in the list of the result
	done bool
}

// Accept makes previous translations current again, bound to the English of today, where the rules find no error in them, and puts the reason on
// record. Catalogs that sync would write are written too, and what a fault touches is left as it is. Where somebody writes to a catalog meanwhile, it is done on
// the newest. The error is an [UnknownNamesError], or that a file could not be written; what was done is returned beside it.
func (w *Workspace) Accept(r AcceptRequest) (result AcceptResult, err error) {
	a := accepting{AcceptRequest: r, AcceptResult: &result, w: w}
	err = w.untilWritten(func(p *plan) error {
		if a.plan = p; a.edits == nil {
			texts, err := a.namedTexts()
			if err != nil {
				return err
			}
			for _, l := range a.Locales {
				a.choose(l, texts)
			}
		}
		a.replay()
		return a.write()
	})
	for _, x := range a.Texts {
		if x.Err == nil {
			a.Accepted++
		} else if !x.Left {
			a.Refused++
		}
	}
	return result, err
}

// namedTexts returns the texts of the keys, each once, as the pages are today, whatever the catalogs say.
func (a *accepting) namedTexts() (texts []text, err error) {
	all := map[string]text{}
	var known []string
	for _, f := range a.plan.files {
		if f.tag != "en" {
			continue
		}
		for _, m := range f.next.Messages() {
			kind := m.Kind
			if f.slug == catalog.InterfaceSlug {
				kind = catalog.InterfaceSlug
			}
			all[m.Key] = text{slug: f.slug, key: m.Key, kind: kind, english: m.Forms}
			known = append(known, m.Key)
		}
	}
	for _, key := range a.Keys {
		if x, ok := all[key]; ok {
			texts = append(texts, x)
			delete(all, key)
		}
	}
	return texts, checkNames(a.Keys, known)
}

// choose makes an edit of each text that may stand again in a locale.
func (a *accepting) choose(l *locale.Locale, texts []text) {
	context := a.w.checkContext(l)
	for _, x := range texts {
		r := a.previousText(l, context, x)
		if r.Err == nil {
			edit := catalog.Edit{Key: x.key, Source: catalog.Hash(x.english), Was: catalog.Hash(catalog.Forms{}), Forms: r.Translation,
				By: a.By, At: now(), Via: catalog.ViaAccept, Restores: true}
			a.edits = append(a.edits, acceptEdit{edit: edit, slug: x.slug, text: len(a.Texts)})
		}
		a.Texts = append(a.Texts, r)
	}
}

// previousText returns the translation that may stand again, or why none may.
func (a *accepting) previousText(l *locale.Locale, context check.Context, x text) AcceptedText {
	f := a.plan.find(l.Tag, x.slug)
	if f == nil {
		return AcceptedText{Tag: l.Tag, Key: x.key, Today: x.english, Position: a.w.position(l, x), Err: errors.New("its catalog cannot be read")}
	}
	x.own, _ = f.next.Find(x.key)
	before, err := f.next.Acceptable(x.key, a.Older)
	r := AcceptedText{Tag: l.Tag, Key: x.key, Before: before.Source, Today: x.english, Translation: before.Text, Err: err, Position: a.w.position(l, x)}
	if f.old != f.next { // the places are those of a file that is not written yet
		r.Position.Line, r.Position.Col = 0, 0
	}
	if err != nil {
		r.Left = a.SkipMissing && len(x.own.Previous) == 0
		return r
	}
	if fault := firstError(context, x, before.Text, x.own.Comments); fault != "" {
		r.Err = fmt.Errorf("the previous translation does not fit today's English: %s", fault)
	}
	return r
}

// replay makes the edits that are not done in the plan.
func (a *accepting) replay() {
	for i := range a.edits {
		e := &a.edits[i]
		if e.done {
			continue
		}
		r := &a.Texts[e.text]
		f := a.plan.find(r.Tag, e.slug)
		if f == nil {
			e.done, r.Err = true, errors.New("its page has gone meanwhile")
			continue
		}
		o := a.w.replay(a.plan, f, []catalog.Edit{e.edit})[0]
		if e.done = !o.Changed(); o.Err == nil {
			continue
		}
		r.Err = o.Err
		if fault, ok := errors.AsType[*store.Fault](o.Err); ok {
			r.Err = errors.New(strings.TrimPrefix(fault.Msg, r.Key+": "))
		}
	}
}

// write puts what stands again on record, and into the catalogs.
func (a *accepting) write() error {
	if !slices.ContainsFunc(a.edits, func(e acceptEdit) bool { return !e.done }) {
		return nil
	}
	if !a.recorded {
		for _, l := range a.Locales {
			if err := a.record(l); err != nil {
				a.leaveOut(nil, err)
				return err
			}
		}
		a.recorded = true
	}
	changes := a.w.finish(a.plan)
	changes.Removals = nil
	applied, err := a.w.Apply(changes)
	a.Wrote, a.Faults = append(a.Wrote, applied.Wrote...), append(a.Faults, changes.Faults...)
	a.leaveOut(applied.Wrote, err)
	return err
}

// leaveOut marks the edits that went in with the catalogs that were written.
func (a *accepting) leaveOut(wrote []string, err error) {
	for i := range a.edits {
		e := &a.edits[i]
		if e.done {
			continue
		}
		r := &a.Texts[e.text]
		r.Err = nil
		if e.done = slices.Contains(wrote, a.w.CatalogPath(corpus.CatalogPath(r.Tag, e.slug))); !e.done {
			r.Err = cmp.Or(err, errors.New("its catalog was not written"))
		}
	}
}

// record adds a line to a locale's ledger for each text that stands again.
func (a *accepting) record(l *locale.Locale) error {
	var accepted []AcceptedText
	for _, e := range a.edits {
		if x := a.Texts[e.text]; x.Tag == l.Tag && x.Err == nil {
			accepted = append(accepted, x)
		}
	}
	if len(accepted) == 0 {
		return nil
	}
	faults, err := a.w.appendLedger(l, func(j *ledger) {
		for _, r := range accepted {
			record := j.add(catalog.KindAccept, r.Key, catalog.Hash(r.Today), catalog.Hash(r.Translation), a.By, a.Because)
			if !r.Before.Empty() {
				record.Was = catalog.Hash(r.Before)
			}
		}
	})
	a.Faults = append(a.Faults, faults...)
	return err
}
