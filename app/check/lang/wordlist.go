package lang

import "strings"

// WordList is a list of words, of starts of words ("kein*") and of ends ("*siz"). A word with a space in it, or with "*" on both
// sides, is a piece that may stand anywhere.
type WordList struct {
	words, starts, ends map[string]bool
	pieces              []string
	longest             int // bytes
}

// UnmarshalText reads words.
func (x *WordList) UnmarshalText(text []byte) error {
	if x.words == nil {
		x.words, x.starts, x.ends = map[string]bool{}, map[string]bool{}, map[string]bool{}
	}
	for _, w := range wordsOf(text) {
		bare := Fold(strings.Trim(w, "*"))
		switch first, last := strings.HasPrefix(w, "*"), strings.HasSuffix(w, "*"); {
		case first && last, strings.Contains(w, " "):
			x.pieces = append(x.pieces, bare)
		case first:
			x.ends[bare] = true
		case last:
			x.starts[bare] = true
		default:
			x.words[bare] = true
		}
		x.longest = max(x.longest, len(bare))
	}
	return nil
}

// Empty reports whether nothing was ever listed.
func (x *WordList) Empty() bool { return x.words == nil }

// Has reports whether a word, in lower case, is one of the list.
func (x *WordList) Has(lower string) bool {
	if x.words[lower] || x.starts[lower] {
		return true
	}
	if len(x.starts) > 0 {
		for i := range lower {
			if i > x.longest {
				break
			}
			if x.starts[lower[:i]] {
				return true
			}
		}
	}
	if len(x.ends) > 0 {
		for i := max(0, len(lower)-x.longest); i < len(lower); i++ {
			if x.ends[lower[i:]] {
				return true
			}
		}
	}
	return false
}

// In reports whether a text, whose words are given, has a word or a piece of the list.
func (x *WordList) In(s string, words []Word) bool {
	for _, w := range words {
		if x.Has(w.Lower) {
			return true
		}
	}
	for _, p := range x.pieces {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
