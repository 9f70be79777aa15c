package xliff

import (
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// notes gives what people should know of a unit, each with its category.
func (w *xliffWriter) notes(u *exchange.Unit) (notes [][2]string) {
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
