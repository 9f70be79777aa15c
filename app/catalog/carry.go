package catalog

import (
	"regexp"

	"github.com/parlance/parlance/app/segment"
)

// noteCritical follows the kind in the "#." line of the title of a critical page: so what becomes of its texts once the page is gone can be told.
const noteCritical = string(segment.KindTitle) + " · critical"

// Critical reports whether the catalog is that of a critical page, or was when the page left the site.
func (f *File) Critical() bool {
	for _, list := range [][]Message{f.messages, f.obsolete()} {
		for _, m := range list {
			if m.Kind == string(segment.KindTitle) {
				return m.Note == noteCritical
			}
		}
	}
	return false
}

// Obsolete returns the entries whose keys English no longer has, kept below the others as comments.
func (f *File) Obsolete() []Message { return f.obsolete() }

// noteParts matches a "#." line of a page: the kind, the heading that the text stands under, and the author's note.
var noteParts = regexp.MustCompile(`^([a-z]+)(?: · "(?:[^"\\]|\\.)*")?(?: · (.*))?$`)

// SameUse reports whether two messages are texts of one kind with the same note of the author's, whatever heading they stand under.
func SameUse(a, b Message) bool {
	x, y := noteParts.FindStringSubmatch(a.Note), noteParts.FindStringSubmatch(b.Note)
	if x == nil || y == nil {
		return a.Note == b.Note
	}
	return x[1] == y[1] && (x[2] == y[2] || x[1] == string(segment.KindTitle))
}

// Fill returns the catalog, which must be laid out, with translations in entries that have none, and laid out again. A text that cannot stand there is left out.
func (f *File) Fill(texts map[string]Forms, english *File, categories []string) *File {
	next, _ := f.SetValues(texts)
	if next == f {
		return f
	}
	return SyncLocale(english, next, categories)
}
