package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
)

// The namespaces of XLIFF's core and of its metadata module. Version 2.1 keeps the names of 2.0.
const (
	coreSpace = "urn:oasis:names:tc:xliff:document:2.0"
	metaSpace = "urn:oasis:names:tc:xliff:metadata:2.0"
)

// category names our metadata and prefixes our sub-states.
const category = "parlance"

// WriteXLIFF gives a document as XLIFF 2.1: a file for each page, a unit for each message, or a group of them with a unit for
// each plural form. A character that XML cannot hold is written as cp. An outdated translation stands in a note, so that a
// unit with a target is one that somebody translated. It is an error if the document holds what no catalog can.
func WriteXLIFF(d Document) ([]byte, error) {
	if err := d.vet(); err != nil {
		return nil, err
	}
	w := xliffWriter{target: d.Target, categories: catalog.Categories(d.Target)}
	w.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	w.open("xliff", "xmlns", coreSpace, "xmlns:mda", metaSpace, "version", "2.1", "srcLang", "en", "trgLang", d.Target)
	for _, p := range pagesOf(d.Units) {
		w.open("file", "id", idOf(p.slug), "original", fmt.Sprintf("locales/%s/%s.%s.toml", d.Target, p.slug, d.Target), "canResegment", "no")
		w.metadata("site", d.Site, "fingerprint", d.Fingerprint)
		for _, u := range p.units {
			w.message(u)
		}
		if len(p.units) == 0 {
			w.line(`<group id="none"/>`)
		}
		w.shut("file")
	}
	w.shut("xliff")
	return []byte(w.String()), nil
}

type pageUnits struct {
	slug  string
	units []*Unit
}

// pagesOf gathers the units of each page, in the order in which the pages first come. A document without units has one
// page without a unit, which is what is left of it; XLIFF wants a file.
func pagesOf(units []Unit) (pages []pageUnits) {
	index := map[string]int{}
	for i := range units {
		u := &units[i]
		at, ok := index[u.Page]
		if !ok {
			at = len(pages)
			index[u.Page] = at
			pages = append(pages, pageUnits{slug: u.Page})
		}
		pages[at].units = append(pages[at].units, u)
	}
	if len(pages) == 0 {
		pages = []pageUnits{{slug: Interface}}
	}
	return pages
}

// idOf writes a key as an NMTOKEN. No key has a colon.
func idOf(key string) string { return strings.ReplaceAll(key, "/", ":") }

type xliffWriter struct {
	strings.Builder
	target     string
	categories []string
	depth      int
}

// open begins an element that holds elements, on a line of its own.
func (w *xliffWriter) open(name string, attributes ...string) {
	w.line(tag(name, attributes...))
	w.depth++
}

func (w *xliffWriter) shut(name string) {
	w.depth--
	w.line("</" + name + ">")
}

func (w *xliffWriter) line(s string) {
	w.WriteString(strings.Repeat("  ", w.depth) + s + "\n")
}

// tag writes a start tag. Attributes without a value are left out.
func tag(name string, attributes ...string) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			b.WriteString(" " + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
		}
	}
	return b.String() + ">"
}

func (w *xliffWriter) metadata(pairs ...string) {
	w.open("mda:metadata")
	w.open("mda:metaGroup", "category", category)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" || pairs[i] == "site" {
			w.line(tag("mda:meta", "type", pairs[i]) + escape(pairs[i+1]) + "</mda:meta>")
		}
	}
	w.shut("mda:metaGroup")
	w.shut("mda:metadata")
}

func (w *xliffWriter) message(u *Unit) {
	categories := u.categories(w.categories)
	text := laidOut(u.Text, categories)
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

func (w *xliffWriter) unit(u *Unit, id, source, text string, seen []string, notes [][2]string) {
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
func stateOf(u *Unit, text string) (string, State) {
	switch {
	case text == "" && u.State == Outdated:
		return "initial", Outdated
	case text == "":
		return "initial", Missing
	case u.State == Reviewed:
		return "reviewed", Reviewed
	}
	return "translated", Draft
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

// notes gives what people should know of a unit, each with its category.
func (w *xliffWriter) notes(u *Unit) (notes [][2]string) {
	add := func(category, text string) {
		if text != "" {
			notes = append(notes, [2]string{category, text})
		}
	}
	add("context", u.Note)
	for _, c := range u.Comments {
		add("comment", c)
	}
	if u.State == Outdated {
		for _, c := range u.Previous.Source.Filled() {
			add("previous-source", formNote(u.Previous.Source, c))
		}
		for _, c := range u.Previous.Text.Filled() {
			add("previous-target", formNote(u.Previous.Text, c))
		}
	}
	return notes
}

func formNote(f catalog.Forms, c string) string {
	if f.Plural() {
		return c + ": " + f.Get(c)
	}
	return f.Get(c)
}

func (w *xliffWriter) noted(notes [][2]string) {
	if len(notes) == 0 {
		return
	}
	w.open("notes")
	for _, n := range notes {
		applies := ""
		if side, ok := strings.CutPrefix(n[0], "previous-"); ok {
			applies = side
		}
		w.line(tag("note", "category", n[0], "appliesTo", applies) + escape(n[1]) + "</note>")
	}
	w.shut("notes")
}
