package lang

import "strings"

// Entry is a word, or the start of words, with what it means.
type Entry struct {
	Text   string
	Prefix bool    // letters may follow
	Unit   string  // of a word for a unit
	Value  float64 // of a word for a number
}

// Index holds entries by their first character.
type Index map[rune][]Entry

// add adds a word, which "*" at its end makes a prefix.
func (x Index) add(word string, e Entry) {
	text, prefix := strings.CutSuffix(word, "*")
	e.Text, e.Prefix = Fold(text), prefix
	r := FirstRune(e.Text)
	x[r] = append(x[r], e)
}

// Word returns the first entry that is a word, in lower case, or a prefix of it.
func (x Index) Word(lower string) (Entry, bool) {
	for _, e := range x[FirstRune(lower)] {
		if e.Text == lower || e.Prefix && strings.HasPrefix(lower, e.Text) {
			return e, true
		}
	}
	return Entry{}, false
}

// Longest returns the longest entry that a folded text starts with and that ends a word there. A prefix, and any entry of a language
// without spaces, ends one anywhere.
func (x Index) Longest(text string, unspaced bool) (longest Entry, ok bool) {
	for _, e := range x[FirstRune(text)] {
		if len(e.Text) > len(longest.Text) && strings.HasPrefix(text, e.Text) && (e.Prefix || unspaced || !InWord(RuneAt(text, len(e.Text)))) {
			longest, ok = e, true
		}
	}
	return longest, ok
}
