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
	tokens := tokenize(u.Page, source, source)
	e := newInlineEncoder(tokens)
	english, target := e.encode(tokens), e.encode(tokenize(u.Page, source, text))
	if len(e.originals) > 0 {
		w.open("originalData")
		for i, d := range e.originals {
			w.line(tag("data", "id", dataID(i)) + escapeCP(d) + "</data>")
		}
		w.end("originalData")
	}
	state := exchange.ImportedState(u.State, text != "")
	w.open("segment", "state", segmentStates[state], "subState", category+":"+string(state))
	w.line(`<source xml:space="preserve">` + english + "</source>")
	if text != "" {
		w.line(fmt.Sprintf(`<target xml:lang="%s" xml:space="preserve">%s</target>`, w.target, target))
	}
	w.end("segment")
	w.end("unit")
}

// segmentStates are the values of the attribute state of a segment (XLIFF 2.1, state).
var segmentStates = map[exchange.State]string{
	exchange.Missing: "initial", exchange.Outdated: "initial", exchange.Draft: "translated", exchange.Reviewed: "reviewed",
}
