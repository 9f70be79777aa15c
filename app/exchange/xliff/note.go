package xliff

import (
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

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
