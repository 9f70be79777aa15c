package workspace

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// Impact is what edits of the English cost: the translations that step back when the catalogs are laid out. Its JSON is stable: members are
// added, and none is taken away or changes its meaning.
type Impact struct {
	Texts []TextImpact `json:"texts"`
	Cost
}

// TextImpact is what the edit of one text costs.
type TextImpact struct {
	Page   string `json:"page"`
	Key    string `json:"key"`
	Before Forms  `json:"before"` // the English that was translated
	Today  Forms  `json:"today"`  // empty where the text is gone
	Gone   bool   `json:"gone"`   // the text has left the site: its translations are kept out of use, and Words is 0
	Cost
	Locales []string `json:"locales"` // tags of those in which a translation steps back
}

// Forms are a text as JSON: by plural category, "other" alone for what does not count anything.
type Forms struct{ catalog.Forms }

// MarshalJSON implements [json.Marshaler].
func (f Forms) MarshalJSON() ([]byte, error) {
	filled := map[string]string{}
	for _, c := range f.Filled() {
		filled[c] = f.Get(c)
	}
	return json.Marshal(filled)
}

// Cost is how much work an edit asks for.
type Cost struct {
	Translations int `json:"translations"` // that step back
	Reviewed     int `json:"reviewed"`     // of them, those that are signed off
	Words        int `json:"words"`        // of the English, to be translated again: those of each text as often as translations of it step back
}

// Add adds another cost.
func (c *Cost) Add(other Cost) {
	c.Translations += other.Translations
	c.Reviewed += other.Reviewed
	c.Words += other.Words
}

// Of returns the impact on some pages and texts alone.
func (i Impact) Of(wanted Names) Impact {
	of := Impact{Texts: []TextImpact{}}
	for _, t := range i.Texts {
		if wanted.Has(t.Page, t.Key) {
			of.Texts = append(of.Texts, t)
			of.Add(t.Cost)
		}
	}
	return of
}

// changedText is a text that one locale's catalog shows in another English than today's.
type changedText struct {
	key           string
	before, today catalog.Forms
	translation   catalog.Forms // of the text before, empty where there was none
	note          string        // of the text before
	gone          bool
	stepsBack     bool
	reviewed      bool
}

// changedTexts compares a catalog with what it is to be.
func (p *plan) changedTexts(f *plannedCatalog) (list []changedText) {
	if f.old == nil || f.next == f.old || f.renamed {
		return nil
	}
	l, _ := p.locales.Find(f.tag)
	for _, m := range f.old.Messages() {
		if m.Source.Empty() {
			continue
		}
		next, ok := f.next.Find(m.Key)
		if next.Source == m.Source {
			continue
		}
		key := m.Key
		if !ok {
			key = f.formerKey(key)
		}
		c := changedText{key: strings.Clone(key), before: cloneForms(m.Source), today: next.Source, gone: !ok}
		if m.Translates(catalog.Message{Forms: m.Source}) {
			c.translation, c.note = cloneForms(m.Forms), strings.Clone(m.Note)
			c.stepsBack = !next.Translates(catalog.Message{Forms: next.Source})
			c.reviewed = c.stepsBack && p.signOff(l, f.formerKey(m.Key), m.Hash, m.Forms) != nil
		}
		list = append(list, c)
	}
	return list
}

// cloneForms returns a copy that does not keep the whole catalog in memory.
func cloneForms(f catalog.Forms) (copied catalog.Forms) {
	for _, c := range f.Filled() {
		copied = copied.With(c, strings.Clone(f.Get(c)))
	}
	return copied
}

// impact returns what the edits cost, text by text in the order of the pages.
func (p *plan) impact() Impact {
	all := Impact{Texts: []TextImpact{}}
	index := map[string]int{}
	for _, f := range p.files {
		for _, c := range f.changed {
			i, known := index[c.key]
			if !known {
				i = len(all.Texts)
				index[c.key] = i
				all.Texts = append(all.Texts, TextImpact{Page: f.slug, Key: c.key, Before: Forms{c.before}, Today: Forms{c.today}, Gone: c.gone, Locales: []string{}})
			}
			if !c.stepsBack {
				continue
			}
			cost := Cost{Translations: 1, Words: segment.Words(c.today.Other)}
			if c.reviewed {
				cost.Reviewed = 1
			}
			all.Texts[i].Add(cost)
			all.Texts[i].Locales = append(all.Texts[i].Locales, f.tag)
			all.Add(cost)
		}
	}
	return all
}

// Impact returns what the edits of some pages, those that are gone among them, and texts cost, of all where none is named, before anything is written; and the faults of what it
// would have to look at. The error is an [UnknownNamesError].
func (w *Workspace) Impact(names []string) (Impact, store.Faults, error) {
	isGone := func(name string) bool { return w.corpus.Orphans[name] != nil }
	wanted, err := NewNames(w.corpus, slices.DeleteFunc(slices.Clone(names), isGone))
	if err != nil {
		return Impact{}, nil, err
	}
	for _, name := range names {
		if isGone(name) {
			wanted.add(name)
		}
	}
	var locales []*locale.Locale
	for i := range w.Locales().Locales {
		locales = append(locales, &w.Locales().Locales[i])
	}
	faults, _ := FaultsFor(w.corpus, locales, wanted)
	return w.plan().impact().Of(wanted), faults, nil
}
