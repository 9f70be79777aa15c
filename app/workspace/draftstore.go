package workspace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/locale"
)

// storeTries is how often the trees are read again because somebody saved a catalog meanwhile.
const storeTries = 3

// store puts what is pending into the catalogs, as they are now.
func (d *drafting) store() error {
	for try := 1; len(d.pending) > 0; try++ {
		w, err := d.open()
		if err != nil {
			return err
		}
		l, ok := w.Locales().Find(d.Tag)
		if !ok {
			return fmt.Errorf("the locale %q has gone meanwhile: its drafts are lost", d.Tag)
		}
		site := w.document(w.plan(), l)
		doc := exchange.Document{File: d.By, Site: site.Site, Fingerprint: site.Fingerprint, Target: l.Tag}
		for _, x := range d.pending {
			u := x.unit
			u.ExportedHash, u.Text, u.State = catalog.Hash(u.Text), x.whole(), exchange.Draft
			doc.Units = append(doc.Units, u)
		}
		r, err := w.Import(ImportRequest{Locale: l, Document: doc, By: d.By, Machine: true})
		d.LedgerFaults = r.LedgerFaults
		d.imported(r, err)
		if err != nil && (!IsWrittenMeanwhile(err) || try == storeTries) {
			return err
		}
	}
	return nil
}

// imported takes out of what is pending what went in, and what never will.
func (d *drafting) imported(r ImportResult, err error) {
	done := map[string]bool{}
	for _, ch := range r.Imported {
		d.Drafted, done[ch.Key] = append(d.Drafted, ch), true
	}
	for _, one := range r.Merged.Refused {
		if x := d.texts[one.Key]; x != nil {
			d.refuse(x, x.got.Other, strings.TrimPrefix(one.Fault.Msg, one.Key+": "))
		}
	}
	for _, name := range r.Wrote {
		if !slices.Contains(d.Wrote, name) {
			d.Wrote = append(d.Wrote, name)
		}
	}
	d.pending = slices.DeleteFunc(d.pending, func(x *draftText) bool { return done[x.unit.Key] || x.refused })
	if err != nil {
		return
	}
	reason := "somebody has filled it meanwhile"
	if len(r.Faults) > 0 {
		reason = r.Faults[0].Error()
	}
	for _, x := range d.pending {
		d.refuse(x, x.got.Other, reason)
	}
	d.pending = nil
}

// findings reads what went in, where it stands now, and what the rules find in it.
func (d *drafting) findings() {
	if len(d.Drafted) == 0 {
		return
	}
	w, err := d.open()
	if err != nil {
		return // what was stored stays stored
	}
	var names Names
	for _, ch := range d.Drafted {
		names.add(ch.Key)
	}
	if l, ok := w.Locales().Find(d.Tag); ok {
		found := Check(w.corpus, []*locale.Locale{l}, names, nil)
		for one := range found.All() {
			if names.Has("", one.Key) {
				d.Findings.add(one)
			}
		}
	}
}
