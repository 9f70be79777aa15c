package xliff

import (
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// notesFor returns the notes of a unit, each as its category and its text.
func notesFor(u *exchange.Unit) (notes [][2]string) {
	add := func(category, text string) {
		if text != "" {
			notes = append(notes, [2]string{category, text})
		}
	}
	add("context", u.Note)
	for _, c := range u.Comments {
		add("comment", c)
	}
	if u.State == exchange.Outdated {
		for _, c := range u.Previous.Source.Filled() {
			add("previous-source", formNote(u.Previous.Source, c))
		}
		for _, c := range u.Previous.Text.Filled() {
			add("previous-target", formNote(u.Previous.Text, c))
		}
	}
	return notes
}

// formNote returns the text of a category, named if there are others.
func formNote(f catalog.Forms, category string) string {
	if f.Plural() {
		return category + ": " + f.Get(category)
	}
	return f.Get(category)
}

// notes writes the element notes.
func (w *writer) notes(notes [][2]string) {
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
	w.end("notes")
}

// notesOf returns the notes of an element about its place on the page, a line each.
func notesOf(e *element) string {
	var lines []string
	for _, notes := range e.find(coreSpace, "notes") {
		for _, note := range notes.find(coreSpace, "note") {
			if note.attr("category") == "context" {
				lines = append(lines, note.ownText())
			}
		}
	}
	return strings.Join(lines, "\n")
}
