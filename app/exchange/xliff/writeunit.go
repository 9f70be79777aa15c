package xliff

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

func (w *xliffWriter) message(u *exchange.Unit) {
	categories := u.Categories(w.categories)
	text := exchange.Only(u.Text, categories)
	seen := []string{"state", string(u.State), "text", catalog.Hash(text)}
	if !u.Source.Plural() {
		w.unit(u, idOf(u.Key), u.Source.Other, text.Other, seen, w.notes(u))
		return
	}
	w.open("group", "id", idOf(u.Key), "name", u.Key, "type", category+":plural")
	if !slices.Contains(categories, "one") {
		seen = append(seen, "one", strconv.Quote(u.Source.One))
	}
	w.metadata(seen...)
	w.noted(w.notes(u))
	for _, c := range categories {
		source := u.Source.Other
		if c == "one" && u.Source.One != "" {
			source = u.Source.One
		}
		w.unit(u, idOf(u.Key)+pluralMark+c, source, text.Get(c), nil, [][2]string{{"context", "plural form: " + c}})
	}
	w.shut("group")
}

// pluralMark stands between the id of a message and one of its plural categories.
const pluralMark = "::"

func (w *xliffWriter) unit(u *exchange.Unit, id, source, text string, seen []string, notes [][2]string) {
	w.open("unit", "id", id, "name", u.Key)
	if len(seen) > 0 {
		w.metadata(seen...)
	}
	w.noted(notes)
	in := newInline(pieces(u.Page, source, source))
	codes := in.write(in.source)
	target := in.write(pieces(u.Page, source, text))
	w.originals(in.data)
	state, sub := stateOf(u, text)
	w.open("segment", "state", state, "subState", category+":"+string(sub))
	w.line(`<source xml:space="preserve">` + codes + "</source>")
	if text != "" {
		w.line(fmt.Sprintf(`<target xml:lang="%s" xml:space="preserve">%s</target>`, w.target, target))
	}
	w.shut("segment")
	w.shut("unit")
}

// stateOf gives XLIFF's state of a text, and ours.
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

func (w *xliffWriter) originals(data []string) {
	if len(data) == 0 {
		return
	}
	w.open("originalData")
	for i, d := range data {
		w.line(tag("data", "id", dataID(i)) + inXML(d) + "</data>")
	}
	w.shut("originalData")
}
