package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// token is one word of a text, or one cluster of a script that is written without spaces.
type token struct {
	text       string
	start, end int  // in the text
	cluster    bool // of a script without spaces
}

// unspaced are the scripts that are written without spaces between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

func isUnspaced(text string) bool {
	for _, r := range text {
		if r < '\u0E00' { // no script before Thai
			continue
		}
		if unicode.In(r, unspaced...) || r == 'ー' || r == '々' {
			return true
		}
	}
	return false
}

// tokens calls f for each word and cluster of a text, until it returns false. A word with a zero width non-joiner is whole, and in its parts too; two words
// with a hyphen between them are two, and then one.
func tokens(text string, f func(token) bool) {
	text = strings.ReplaceAll(text, narrowSpace, emSpace)
	before := token{end: -1}
	for each := words.FromString(text); each.Next(); {
		w, start := each.Value(), each.Start()
		switch {
		case strings.IndexFunc(w, isWordRune) < 0:
			continue
		case isUnspaced(w):
			if _, n := utf8.DecodeRuneInString(w); n == len(w) { // as all of Han are
				if !f(token{w, start, start + n, true}) {
					return
				}
				continue
			}
			for c := graphemes.FromString(w); c.Next(); {
				if !f(token{c.Value(), start + c.Start(), start + c.End(), true}) {
					return
				}
			}
			continue
		case !f(token{w, start, start + len(w), false}):
			return
		}
		if before.end >= 0 && before.end < start && isHyphen(text[before.end:start]) && !f(token{before.text + w, before.start, start + len(w), false}) {
			return
		}
		before = token{w, start, start + len(w), false}
		if strings.Contains(w, "\u200C") {
			for part := range strings.SplitSeq(w, "\u200C") {
				if part != "" && !f(token{part, start, start + len(part), false}) {
					return
				}
				start += len(part) + len("\u200C")
			}
		}
	}
}

// narrowSpace stands before French question marks and in numbers, and is a part of the word before it in the rules of Unicode (UAX 29, ExtendNumLet). emSpace ends a
// word, and is as long in UTF-8.
const (
	narrowSpace = "\u202F"
	emSpace     = "\u2003"
)

func isHyphen(s string) bool { return s == "-" || s == "\u2010" || s == "\u2011" }

func isWordRune(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}
