package workspace

import (
	"errors"
	"fmt"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
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
	w    *Workspace
	plan *plan
}

// Accept makes previous translations current again, bound to the English of today, where the rules find no error in them, and puts the reason on
// record. Catalogs that sync would write are written too, and what a fault touches is left as it is. The error is an [UnknownNamesError], or that
// a file could not be written; what was done is returned beside it.
func (w *Workspace) Accept(r AcceptRequest) (result AcceptResult, err error) {
	a := accepting{AcceptRequest: r, AcceptResult: &result, w: w, plan: w.plan()}
	texts, err := a.namedTexts()
	if err != nil {
		return result, err
	}
	for _, l := range a.Locales {
		if err := a.acceptIn(l, texts); err != nil {
			return result, err
		}
	}
	if a.Accepted == 0 {
		return result, nil
	}
	changes := w.finish(a.plan)
	applied, err := w.Apply(Changes{Writes: changes.Writes, Carried: changes.Carried, Renamed: changes.Renamed})
	result.Wrote, result.Faults = applied.Wrote, append(result.Faults, changes.Faults...)
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

// acceptIn accepts the texts in one locale, and puts it on record.
func (a *accepting) acceptIn(l *locale.Locale, texts []text) error {
	var accepted []AcceptedText
	context := a.w.checkContext(l)
	for _, x := range texts {
		r := a.acceptText(l, context, x)
		if r.Err == nil {
			accepted = append(accepted, r)
		} else if !r.Left {
			a.Refused++
		}
		a.Texts = append(a.Texts, r)
	}
	if len(accepted) == 0 {
		return nil
	}
	a.Accepted += len(accepted)
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

func (a *accepting) acceptText(l *locale.Locale, context check.Context, x text) AcceptedText {
	f := a.plan.find(l.Tag, x.slug)
	if f == nil {
		return AcceptedText{Tag: l.Tag, Key: x.key, Today: x.english, Position: a.w.position(l, x), Err: errors.New("its catalog cannot be read")}
	}
	x.own, _ = f.next.Find(x.key)
	next, before, err := f.next.Accept(x.key, a.Older)
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
		return r
	}
	laidOut := f.next
	f.next = next
	if fault := a.w.tooLarge(f); fault != nil {
		f.next, r.Err = laidOut, errors.New(fault.Msg)
	}
	return r
}
