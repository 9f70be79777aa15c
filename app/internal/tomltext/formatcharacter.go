package tomltext

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// formatCharacter explains a line that TOML could read but for characters outside its texts that nobody sees, such as the direction marks (U+200E,
// U+200F) that keyboards and editors for Arabic and Hebrew write. It returns "" for any other line.
func (x *explainer) formatCharacter() string {
	line, first := withoutFormatCharacters(x.line)
	if first < 0 || !readable(line) {
		return ""
	}
	x.at, x.mended = first, line
	r, _ := utf8.DecodeRuneInString(x.line[first:])
	return fmt.Sprintf("a character that cannot be seen (U+%04X) stands outside the quotation marks, and must be deleted", r)
}

// withoutFormatCharacters returns a line without the format characters (Unicode's category Cf) outside its quoted texts, and the offset of the first
// of them, -1 if there is none.
func withoutFormatCharacters(line string) (kept string, first int) {
	var b strings.Builder
	first = -1
	quote, escaped := rune(0), false
	for i, r := range line {
		switch {
		case quote == 0 && unicode.Is(unicode.Cf, r):
			if first < 0 {
				first = i
			}
			continue
		case quote == 0 && (r == '"' || r == '\''):
			quote = r
		case escaped:
			escaped = false
		case quote == '"' && r == '\\':
			escaped = true
		case r == quote:
			quote = 0
		}
		b.WriteRune(r)
	}
	return b.String(), first
}
