package catalog

import (
	"regexp"

	"crypto/sha1"
	"encoding/hex"
	"strconv"

	"github.com/parlance/parlance/app/segment"
)

// Message is one entry of a catalog.
type Message struct {
	Key   string // its parts joined with dots
	Hash  string // of the English that Forms translates; "" in an English catalog
	Forms Forms

	Kind        string     // from the "#." line: what the segment is; "" where there is no such line
	Note        string     // the whole "#." lines, joined with newlines
	Source      Forms      // the "#>" lines: the English that was shown to the translator
	Previous    []Previous // the "#|" and "#~" lines, newest first
	Suggestions []string   // the "#=" lines, without the mark
	Comments    []string   // of people, wherever in the entry they stand, with their "#"

	Line, Col int // of the table's header, from 1

	positions []valuePosition
}

type valuePosition struct {
	member    string
	line, col int
}

// Previous is a translation that no longer fits, with the English it was made for.
type Previous struct {
	Source Forms // empty where it is not known
	Text   Forms
}

// Position returns the line and the column, from 1, of a member's value ("other", "hash"), or those of the header if it has no such member.
func (m Message) Position(member string) (line, col int) {
	for _, p := range m.positions {
		if p.member == member {
			return p.line, p.col
		}
	}
	return m.Line, m.Col
}

// Translates reports whether m is a translation of what the English message says today: it has text, and the hash beside it is
// that of the English (law 2). Whether every plural category is filled is another question (see [Categories]).
func (m Message) Translates(english Message) bool {
	return !m.Forms.Empty() && m.Hash == Hash(english.Forms)
}

// categories are the plural categories of CLDR in CLDR's order (UTS 35, part 3, 5.1). They are also the members of an entry that hold text.
var categories = [...]string{"zero", "one", "two", "few", "many", "other"}

// memberNames are the members that an entry may have, in the order in which they are written.
var memberNames = append([]string{"hash", "description"}, categories[:]...)

// Forms are the texts of one message, one for each plural category. A message that does not count anything has Other only.
type Forms struct{ Zero, One, Two, Few, Many, Other string }

// Get returns the text of a plural category, or "" where there is none or no such category.
func (f Forms) Get(category string) string {
	if p := f.at(category); p != nil {
		return *p
	}
	return ""
}

// With returns the forms with one text changed. A name that is no plural category changes nothing.
func (f Forms) With(category, text string) Forms {
	if p := f.at(category); p != nil {
		*p = text
	}
	return f
}

// Filled returns the categories that have a text, in CLDR's order.
func (f Forms) Filled() []string {
	var filled []string
	for _, c := range categories {
		if f.Get(c) != "" {
			filled = append(filled, c)
		}
	}
	return filled
}

// Empty reports whether no category has a text.
func (f Forms) Empty() bool { return f == Forms{} }

// Plural reports whether a category besides other has a text.
func (f Forms) Plural() bool {
	f.Other = ""
	return !f.Empty()
}

func (f *Forms) at(category string) *string {
	if category == "other" { // nearly always
		return &f.Other
	}
	for i, p := range [...]*string{&f.Zero, &f.One, &f.Two, &f.Few, &f.Many, &f.Other} {
		if categories[i] == category {
			return p
		}
	}
	return nil
}

// Hash returns the hash of an English text, or of a translation that a sign-off names: "sha1-" and 40 hexadecimal digits. It
// covers every form. For a message with the form other alone, it is the one that goi18n merge computes; for one with plural forms
// too, once it carries its [description] in the English catalog (goi18n takes description and other, and no other form).
func Hash(f Forms) string {
	sum := sha1.Sum([]byte(description(f) + f.Other))
	return "sha1-" + hex.EncodeToString(sum[:])
}

// description returns the description that an English message with plural forms carries, so that goi18n's hash covers all of
// them: every form besides other, quoted so that no two messages have the same bytes. It is "" for a message without them.
func description(f Forms) string {
	if !f.Plural() {
		return ""
	}
	text := ""
	for _, c := range f.Filled() {
		if c != "other" {
			text += c + ": " + strconv.Quote(f.Get(c)) + "; "
		}
	}
	return text + "other:"
}

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
