package xliff

import (
	"fmt"
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

type writer struct {
	strings.Builder
	target     string
	categories []string
	depth      int
}

// open writes the start tag of an element that holds elements, on a line of its own.
func (w *writer) open(name string, attributes ...string) {
	w.line(tag(name, attributes...))
	w.depth++
}

// end writes the end tag of the element.
func (w *writer) end(name string) {
	w.depth--
	w.line("</" + name + ">")
}

func (w *writer) line(s string) {
	w.WriteString(strings.Repeat("  ", w.depth) + s + "\n")
}

// tag returns a start tag. Attributes without a value are left out.
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
