package workspace

import (
	"cmp"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/engine"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/exchange/xliff"
	"github.com/parlance/parlance/app/locale"
)

// draftText is one text of a locale that is empty, or lacks plural forms, and what is known of its draft.
type draftText struct {
	unit    exchange.Unit
	kind    string // of the English, as rules know it
	entry   []string
	lacking []string      // plural categories to be filled
	got     catalog.Forms // the forms that were drafted
	refused bool
}

// draftTexts returns the texts of a locale to be drafted, in the order of the pages, and what a program is asked about them. The error is an
// [UnknownNamesError].
func (w *Workspace) draftTexts(l *locale.Locale, names []string) (texts map[string]*draftText, requests []engine.Request, err error) {
	wanted, err := NewNames(w.corpus, names)
	if err != nil {
		return nil, nil, err
	}
	p := w.plan()
	doc, categories := w.document(p, l), catalog.Categories(l.Tag)
	memory, context := catalog.NewMemory(), w.checkContext(l)
	for _, f := range p.files {
		if f.tag == l.Tag {
			memory.Add(f.tag, f.next)
		}
	}
	texts = map[string]*draftText{}
	for i, u := range doc.Units {
		if !wanted.Has(u.Page, u.Key) {
			continue
		}
		x := newDraftText(u, p.find(l.Tag, u.Page), categories)
		if len(x.lacking) == 0 {
			continue
		}
		texts[u.Key] = x
		common := engine.Request{Note: u.Note, Before: neighbour(doc.Units, i, i-1), After: neighbour(doc.Units, i, i+1)}
		for _, t := range check.Terms(check.Unit{Key: u.Key, Kind: x.kind, Source: u.Source}, context) {
			common.Terms = append(common.Terms, engine.Term{Term: t.Term, Translation: t.Translation, Forbidden: t.Forbidden})
		}
		suggestions := memory.Suggestions(l.Tag, u.Key, u.Source)
		for _, form := range x.lacking {
			requests = append(requests, x.request(form, common, suggestions))
		}
	}
	return texts, requests, nil
}

func newDraftText(u exchange.Unit, f *plannedCatalog, categories []string) *draftText {
	x := &draftText{unit: u}
	if english, ok := f.english.Find(u.Key); ok && u.Page != catalog.InterfaceSlug { // the notes of the interface are people's
		x.kind = english.Kind
	}
	if m, ok := f.next.Find(u.Key); ok {
		x.entry = m.Comments
	}
	for _, c := range u.Categories(categories) {
		if u.Text.Get(c) == "" {
			x.lacking = append(x.lacking, c)
		}
	}
	return x
}

// english returns the English of a plural form.
func (x *draftText) english(form string) string {
	return cmp.Or(x.unit.Source.Get(form), x.unit.Source.Other)
}

// request returns what a program is asked about one plural form.
func (x *draftText) request(form string, r engine.Request, suggestions []catalog.Suggestion) engine.Request {
	r.ID = x.unit.Key
	if x.unit.Source.Plural() {
		r.ID, r.Form = x.unit.Key+"#"+form, form
	}
	content, codes := xliff.EncodeContent(x.unit.Page, x.english(form))
	r.Text = content
	for _, c := range codes {
		r.Codes = append(r.Codes, engine.Code(c))
	}
	for _, s := range suggestions {
		pick := func(f catalog.Forms) string { return cmp.Or(f.Get(form), f.Other) }
		r.Memory = append(r.Memory, engine.Memory{Percent: s.Percent, Source: pick(s.Source), Translation: pick(s.Text)})
	}
	return r
}

// neighbour returns the unit at an index beside another one, nil where it is of another page.
func neighbour(units []exchange.Unit, of, at int) *engine.Neighbour {
	if at < 0 || at >= len(units) || units[at].Page != units[of].Page {
		return nil
	}
	return &engine.Neighbour{Source: units[at].Source.Other, Translation: units[at].Text.Other}
}

// characters returns how many characters of texts are sent to a program.
func characters(requests []engine.Request) (n int) {
	for _, r := range requests {
		n += utf8.RuneCountInString(r.Text)
	}
	return n
}
