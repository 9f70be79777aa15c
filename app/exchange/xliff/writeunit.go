package xliff

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// message writes a unit, or the group of the units of its plural forms.
func (w *writer) message(u *exchange.Unit) {
	categories := u.Categories(w.categories)
	text := exchange.FormsIn(u.Text, categories)
	exported := []string{"state", string(u.State), "text", catalog.Hash(text)}
	if !u.Source.Plural() {
		w.unit(u, idOf(u.Key), u.Source.Other, text.Other, exported, notesFor(u)...)
		return
	}
	w.open("group", "id", idOf(u.Key), "name", u.Key, "type", category+":plural")
	if !slices.Contains(categories, "one") {
		exported = append(exported, "one", strconv.Quote(u.Source.One))
	}
	w.metadata(exported...)
	w.notes(notesFor(u)...)
	for _, c := range categories {
		source := u.Source.Other
		if c == "one" && u.Source.One != "" {
			source = u.Source.One
		}
		w.unit(u, idOf(u.Key)+pluralMark+c, source, text.Get(c), nil, "context", "plural form: "+c)
	}
	w.end("group")
}

// pluralMark separates the id of a message and a plural category in the id of a unit.
const pluralMark = "::"

// unit writes the element unit, with one segment.
func (w *writer) unit(u *exchange.Unit, id, source, text string, exported []string, notes ...string) {
	w.open("unit", "id", id, "name", u.Key)
	if len(exported) > 0 {
		w.metadata(exported...)
	}
	w.notes(notes...)
	e := newInlineEncoder(tokenize(u.Page, source, source))
	english := e.encode(e.source)
	target := e.encode(tokenize(u.Page, source, text))
	w.originalData(e.originals)
	state, sub := stateOf(u, text)
	w.open("segment", "state", state, "subState", category+":"+string(sub))
	w.line(`<source xml:space="preserve">` + english + "</source>")
	if text != "" {
		w.line(fmt.Sprintf(`<target xml:lang="%s" xml:space="preserve">%s</target>`, w.target, target))
	}
	w.end("segment")
	w.end("unit")
}

// stateOf returns the attribute state of a segment and our state, its subState.
func stateOf(u *exchange.Unit, text string) (string, exchange.State) {
	switch {
	case text == "" && u.State == exchange.Outdated:
		return "initial", exchange.Outdated
	case text == "":
		return "initial", exchange.Missing
	case u.State == exchange.Reviewed:
		return "reviewed", exchange.Reviewed
	}
	return "translated", exchange.Draft
}

func (w *writer) originalData(data []string) {
	if len(data) == 0 {
		return
	}
	w.open("originalData")
	for i, d := range data {
		w.line(tag("data", "id", dataID(i)) + escapeCP(d) + "</data>")
	}
	w.end("originalData")
}
