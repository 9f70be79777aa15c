package tomltext

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// quotes are the marks that people and editors put around a text in the place of " and '.
const quotes = "“”„‟«»‹›‘’‚‛″＂＇`「」『』"

// pairs are the openers of the typographic marks that close.
var pairs = map[rune]string{'”': "“„”", '“': "„", '»': "«", '«': "»", '›': "‹", '‹': "›", '’': "‘‚", '‘': "‚", '」': "「", '』': "『"}

// balanced reports whether the mark at the end of a text closes one that stands in the text.
func balanced(body string, closing rune) bool {
	body = strings.TrimSuffix(body, string(closing))
	open := 0
	for _, r := range body {
		switch {
		case strings.ContainsRune(pairs[closing], r) && r != closing:
			open++
		case r == closing:
			open--
		}
	}
	return open > 0
}

// typographic explains a text that begins with another quotation mark than " and '.
func (v *value) typographic(first rune) string {
	size := utf8.RuneLen(first)
	last, n := utf8.DecodeLastRuneInString(v.raw[size:])
	inner := strings.TrimSuffix(v.raw[size:], string(last))
	switch {
	case n > 0 && (strings.ContainsRune(quotes+`"'`, last)) && !strings.ContainsAny(inner, string([]rune{first, last})):
		v.mend(inner)
	case n > 0 && !strings.ContainsRune(quotes+`"'`, last) && !strings.ContainsAny(inner, `"'`):
		v.mend(v.raw) // the marks are those of a word in the text
		return "the text stands between no quotation marks: put \" before it and behind it"
	}
	return fmt.Sprintf("%c (U+%04X) is a typographic quotation mark: around the text write \"", first, first)
}
