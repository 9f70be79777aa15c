package lang

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// WordList is a list of words, of starts ("kein*") and ends ("*siz") of words, and of pieces: with a space, or "*" on both sides.
type WordList struct {
	index        Index // words and starts
	ends, pieces []string
	all          []string // as they are written, without "*"
}

// UnmarshalText reads words.
func (x *WordList) UnmarshalText(text []byte) error {
	x.index = Index{}
	for _, w := range wordsOf(text) {
		bare := Fold(strings.Trim(w, "*"))
		x.all = append(x.all, bare)
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
	return x.index.Word(lower).Text != "" || slices.ContainsFunc(x.ends, func(end string) bool { return len(lower) > len(end) && strings.HasSuffix(lower, end) })
}

// In reports whether a text, whose words are given, has a word or a piece of the list.
func (x *WordList) In(s string, words []Word) bool {
	return slices.ContainsFunc(words, func(w Word) bool { return x.Has(w.Lower) }) ||
		slices.ContainsFunc(x.pieces, func(piece string) bool { return strings.Contains(s, piece) })
}

// places returns where words and pieces of the list stand in a folded text, in its order.
func (x *WordList) places(folded string) (list []Sentence) {
	for _, w := range Words(folded) {
		if x.Has(w.Lower) {
			list = append(list, Sentence{w.Start, w.End})
		}
	}
	for _, piece := range x.pieces {
		for from := 0; ; {
			i := strings.Index(folded[from:], piece)
			if i < 0 {
				break
			}
			list = append(list, Sentence{from + i, from + i + len(piece)})
			from += i + len(piece)
		}
	}
	slices.SortFunc(list, func(a, b Sentence) int { return a.Start - b.Start })
	return list
}

// within reports whether a longer text holds words of the list.
func (x *WordList) within(text string) bool {
	return slices.ContainsFunc(x.all, func(w string) bool { return len(w) < len(text) && strings.Contains(text, w) })
}

// FirstPiece returns the first piece of the list, of more than one word, that a text has in lower case, and its byte, -1 for none.
func (x *WordList) FirstPiece(text string) (piece string, start int) {
	for _, p := range x.pieces {
		if i := strings.Index(text, p); i >= 0 {
			return p, i
		}
	}
	return "", -1
}

// Count returns how many words and pieces of the list a text has, whose words are given. Pieces that overlap count once.
func (x *WordList) Count(s string, words []Word) (n int) {
	for _, w := range words {
		if x.Has(w.Lower) {
			n++
		}
	}
	for i := 0; i < len(s); {
		longest := 0
		for _, piece := range x.pieces {
			if len(piece) > longest && strings.HasPrefix(s[i:], piece) {
				longest = len(piece)
			}
		}
		if longest > 0 {
			n++
		}
		i += max(longest, 1)
	}
	return n
}

// Set names a set of words, of any language, that a rule looks up.
type Set string

// The sets, as the tables called sets name them. Words are in lower case.
const (
	EnglishOnly          Set = "english-only"           // English words that are hardly words of another language in Latin script
	EnglishShared        Set = "english-shared"         // those of them that other languages have too
	International        Set = "international"          // words in Latin letters that may stand in any script
	DandaAbbreviations   Set = "danda-abbreviation"     // short words of Hindi and Bengali with a point
	DandaVerbs           Set = "danda-verb"             // short words of Hindi and Bengali that end a sentence
	PointAbbreviations   Set = "point-abbreviation"     // words with a point that ends no sentence
	HanReduplicated      Set = "han-reduplicated"       // Chinese verbs that are said twice on purpose
	SingleCharacters     Set = "single-character"       // characters that stand twice by mistake alone
	SingleCharacterAfter Set = "single-character-after" // characters behind which those may stand twice
	Articles             Set = "article"                // English words that say one before a unit
	CountedOnce          Set = "counted-once"           // English words before which articles say one, too
	Proclitics           Set = "proclitic"              // letters that Arabic and Hebrew write onto the front of a word
	EmergencyNumbers     Set = "emergency"              // digits by which people call for help in some country
)

// Has reports whether a word, in lower case, is one of the set.
func (s Set) Has(lower string) bool { return known().Sets[s].Has(lower) }

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

// Word returns the first entry that is a word, in lower case, or a prefix of it; the zero entry for none.
func (x Index) Word(lower string) Entry {
	for _, e := range x[FirstRune(lower)] {
		if e.Text == lower || e.Prefix && strings.HasPrefix(lower, e.Text) {
			return e
		}
	}
	return Entry{}
}

// Longest returns the longest entry that a folded text starts with and that ends a word there, the zero entry for none. A prefix, and
// any entry of a language without spaces, ends one anywhere.
func (x Index) Longest(text string, unspaced bool) (longest Entry) {
	for _, e := range x[FirstRune(text)] {
		if len(e.Text) > len(longest.Text) && strings.HasPrefix(text, e.Text) && (e.Prefix || unspaced || !InWord(RuneAt(text, len(e.Text)))) {
			longest = e
		}
	}
	return longest
}
