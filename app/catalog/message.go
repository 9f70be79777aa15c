package catalog

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

// valuePosition is the position of a member's value.
type valuePosition struct {
	member    string
	line, col int
}

// Previous is a translation that no longer fits, with the English it was made for.
type Previous struct {
	Source Forms // empty where it is not known
	Text   Forms
}

// Position returns the line and the column, from 1, of a member's value ("other", "hash"), or those of the header where the entry has no
// such member.
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
