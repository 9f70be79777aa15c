package xliff

import (
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// meta is our metadata of a file, group or unit (XLIFF 2.1, Metadata Module).
type meta struct {
	pairs map[string]string // the values by type; nil in an element without our metadata
	note  string            // the notes about its place on the page, which are no metadata, a line each
}

func metaOf(e *element) (m meta) {
	for _, g := range e.find(metaSpace, "metadata", "metaGroup") {
		if g.attr("category") != category {
			continue
		}
		m.pairs = map[string]string{}
		for _, pair := range g.find(metaSpace, "meta") {
			m.pairs[pair.attr("type")] = strings.TrimSpace(pair.ownText())
		}
	}
	var notes []string
	for _, note := range e.find(coreSpace, "notes", "note") {
		if note.attr("category") == "context" {
			notes = append(notes, note.ownText())
		}
	}
	m.note = strings.Join(notes, "\n")
	return m
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
		applies, ok := strings.CutPrefix(notes[i], "previous-")
		if !ok {
			applies = ""
		}
		w.line(tag("note", "category", notes[i], "appliesTo", applies) + escape(notes[i+1]) + "</note>")
	}
	w.end("notes")
}
