package lang

import (
	"fmt"
	"strconv"
	"strings"
)

// Entry is a word, or the start of words, with what it means.
type Entry struct {
	Text   string
	Prefix bool    // letters may follow
	Unit   string  // of a word for a unit
	Value  float64 // of a word for a number
}

// Index holds entries by their first character.
type Index map[rune][]Entry

// NumberIndex holds words for numbers, UnitIndex those for units, and DualIndex words that say two and what there are two of.
type (
	NumberIndex struct{ Index }
	UnitIndex   struct{ Index }
	DualIndex   struct{ Index }
)

// UnmarshalText reads lines of a number and its words.
func (x *NumberIndex) UnmarshalText(text []byte) error { return x.read(text, true, false) }

// UnmarshalText reads lines of a unit and its words.
func (x *UnitIndex) UnmarshalText(text []byte) error { return x.read(text, false, true) }

// UnmarshalText reads lines of a number, a unit and their words.
func (x *DualIndex) UnmarshalText(text []byte) error { return x.read(text, true, true) }

func (x *Index) read(text []byte, number, unit bool) (err error) {
	*x = Index{}
	for line := range strings.Lines(string(text)) {
		words, e := wordsOf([]byte(line)), Entry{}
		if len(words) == 0 {
			continue
		}
		if number {
			if e.Value, err = strconv.ParseFloat(words[0], 64); err != nil {
				return err
			}
			words = words[1:]
		}
		if unit && len(words) > 0 {
			e.Unit, words = words[0], words[1:]
		}
		if len(words) == 0 {
			return fmt.Errorf("no words in the line %q", line)
		}
		for _, w := range words {
			text, prefix := strings.CutSuffix(w, "*")
			e.Text, e.Prefix = Fold(text), prefix
			x.add(e)
		}
	}
	return nil
}

func (x Index) add(e Entry) {
	first := FirstRune(e.Text)
	x[first] = append(x[first], e)
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
