package lang

import (
	"slices"
	"strings"
)

// WordList is a list of words, of starts of words ("kein*") and of ends ("*siz"). A word with a space in it, or with "*" on both
// sides, is a piece that may stand anywhere.
type WordList struct {
	index        Index // words and starts
	ends, pieces []string
}

// UnmarshalText reads words.
func (x *WordList) UnmarshalText(text []byte) error {
	x.index = Index{}
	for _, w := range wordsOf(text) {
		bare := Fold(strings.Trim(w, "*"))
		switch first, last := strings.HasPrefix(w, "*"), strings.HasSuffix(w, "*"); {
		case first && last, strings.Contains(w, " "):
			x.pieces = append(x.pieces, bare)
		case first:
			x.ends = append(x.ends, bare)
		default:
			x.index.add(Entry{Text: bare, Prefix: last})
		}
	}
	return nil
}

// Empty reports whether nothing was ever listed.
func (x *WordList) Empty() bool { return x.index == nil }

// Has reports whether a word, in lower case, is one of the list.
func (x *WordList) Has(lower string) bool {
	_, ok := x.index.Word(lower)
	return ok || slices.ContainsFunc(x.ends, func(end string) bool { return strings.HasSuffix(lower, end) })
}

// In reports whether a text, whose words are given, has a word or a piece of the list.
func (x *WordList) In(s string, words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return x.Has(w.Lower) }) ||
		slices.ContainsFunc(x.pieces, func(piece string) bool { return strings.Contains(s, piece) })
}
