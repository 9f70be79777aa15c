package xliff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// The namespaces of XLIFF's core and of its metadata module. Version 2.1 keeps the names of 2.0.
const (
	coreSpace = "urn:oasis:names:tc:xliff:document:2.0"
	metaSpace = "urn:oasis:names:tc:xliff:metadata:2.0"
)

// category is the category of our metadata and the prefix of our values of subState, subType and type.
const category = "parlance"

// Write returns a document as an XLIFF 2.1 file: a file element for each page with a unit for each message, or a group with a unit for
// each plural form. A character that XML cannot hold becomes a cp. An outdated translation is a note, so that a unit with a target is a
// translated one. The error is that of [exchange.Document.Validate].
func Write(d exchange.Document) ([]byte, error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	w := writer{target: d.Target, categories: catalog.Categories(d.Target)}
	w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	w.open("xliff", "xmlns", coreSpace, "xmlns:mda", metaSpace, "version", "2.1", "srcLang", "en", "trgLang", d.Target)
	var pages []string // in the order in which they first occur
	units := map[string][]*exchange.Unit{}
	for i := range d.Units {
		u := &d.Units[i]
		if units[u.Page] == nil {
			pages = append(pages, u.Page)
		}
		units[u.Page] = append(units[u.Page], u)
	}
	if len(pages) == 0 {
		pages = []string{catalog.InterfaceSlug} // XLIFF requires a file element
	}
	for _, page := range pages {
		w.open("file", "id", idOf(page), "original", fmt.Sprintf("locales/%s/%s.%s.toml", d.Target, page, d.Target), "canResegment", "no")
		w.metadata("site", d.Site, "fingerprint", d.Fingerprint)
		for _, u := range units[page] {
			w.message(u)
		}
		if len(d.Units) == 0 {
			w.line(`<group id="none"/>`)
		}
		w.end("file")
	}
	w.end("xliff")
	return []byte(w.String()), nil
}

// idOf returns a key as an NMTOKEN. No key has a colon.
func idOf(key string) string { return strings.ReplaceAll(key, "/", ":") }

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

// metadata writes pairs of type and value. Pairs without a value are left out, except the name of the site.
func (w *writer) metadata(pairs ...string) {
	w.open("mda:metadata")
	w.open("mda:metaGroup", "category", category)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" || pairs[i] == "site" {
			w.line(tag("mda:meta", "type", pairs[i]) + escape(pairs[i+1]) + "</mda:meta>")
		}
	}
	w.end("mda:metaGroup")
	w.end("mda:metadata")
}

// notesFor returns the notes of a unit: the category and the text of each.
func notesFor(u *exchange.Unit) (notes []string) {
	if u.Note != "" {
		notes = append(notes, "context", u.Note)
	}
	for _, c := range u.Comments {
		if c != "" {
			notes = append(notes, "comment", c)
		}
	}
	if u.State == exchange.Outdated {
		notes = appendForms(notes, "previous-source", u.Previous.Source)
		notes = appendForms(notes, "previous-target", u.Previous.Text)
	}
	return notes
}

// appendForms appends a note for each plural form, which is named if there are others.
func appendForms(notes []string, category string, f catalog.Forms) []string {
	for _, c := range f.Filled() {
		text := f.Get(c)
		if f.Plural() {
			text = c + ": " + text
		}
		notes = append(notes, category, text)
	}
	return notes
}

// notes writes the element notes, from the category and the text of each note.
func (w *writer) notes(notes ...string) {
	if len(notes) == 0 {
		return
	}
	w.open("notes")
	for i := 0; i < len(notes); i += 2 {
		applies := map[string]string{"previous-source": "source", "previous-target": "target"}
		w.line(tag("note", "category", notes[i], "appliesTo", applies[notes[i]]) + escape(notes[i+1]) + "</note>")
	}
	w.end("notes")
}
