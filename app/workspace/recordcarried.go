package workspace

import (
	"slices"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// recordCarried puts on record which sign-offs and credits follow their texts, before these are written: a record of a text that is not there counts
// for nothing, and the next sync finds it. It returns what may be written then.
func (w *Workspace) recordCarried(c Changes) (writes []store.Write, leftOut []error) {
	byTag := map[string][]Carried{}
	for _, one := range c.Carried {
		byTag[one.Tag] = append(byTag[one.Tag], one)
	}
	failed := map[string]error{} // by path of a catalog
	for _, list := range byTag {
		if !w.hasLedger(list[0].locale) {
			continue
		}
		if _, err := w.appendLedger(list[0].locale, func(j *ledger) { j.carry(slices.Concat(list, j.keptTexts(c.Renamed, list))) }); err != nil {
			for _, one := range list {
				failed[one.path] = err
			}
		}
	}
	for _, one := range c.Writes {
		if err := failed[one.Path]; err != nil {
			leftOut = append(leftOut, w.leftAsItIs(one, err))
			continue
		}
		writes = append(writes, one)
	}
	return writes, leftOut
}

// keptTexts returns all that is on record of pages that were renamed, beside the texts of today in list: it counts again where one of these comes back.
func (j *ledger) keptTexts(pages []Renamed, list []Carried) (kept []Carried) {
	today := map[string]bool{}
	for _, c := range list {
		today[c.To] = true
	}
	for _, r := range pages {
		for _, c := range j.textsOf(r.From, r.To) {
			if c.Reviewed = r.signed; !today[c.To] {
				kept = append(kept, c)
			}
		}
	}
	return kept
}

// hasLedger reports whether a locale has a ledger: without one there is nothing to carry in it.
func (w *Workspace) hasLedger(l *locale.Locale) bool {
	_, err := w.locales.Tree().Stat(corpus.LedgerPath(l.Tag))
	return err == nil
}

// carry adds the sign-offs and credits of texts under the keys that they move to, each with its name, time and note.
func (j *ledger) carry(list []Carried) {
	type texts struct{ key, source, text string }
	signed, known := map[texts]catalog.SignOff{}, map[catalog.Record]bool{}
	credits := map[texts][]catalog.Record{}
	for _, s := range j.active {
		if at := (texts{s.Key, s.Source, s.Text}); !s.At.Before(signed[at].At) {
			signed[at] = s
		}
	}
	for _, r := range j.records {
		at := texts{r.Key, r.Source, r.Text}
		r.At = r.At.UTC()
		known[r] = true
		if r.Kind == catalog.KindCredit || r.Kind == catalog.KindMachine {
			credits[at] = append(credits[at], r)
		}
	}
	add := func(r catalog.Record, c Carried) {
		r.Key, r.From, r.At = c.To, c.From, r.At.UTC()
		if !known[r] {
			known[r] = true
			j.added = append(j.added, r)
		}
	}
	for _, c := range list {
		from := texts{c.From, c.source, c.text}
		for _, r := range credits[from] {
			add(r, c)
		}
		if s, ok := signed[from]; ok && c.Reviewed {
			add(catalog.Record{Kind: catalog.KindCarried, SignOff: s}, c)
		}
	}
}
