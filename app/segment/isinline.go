package segment

import (
	"unicode"
	"unicode/utf8"
)

const (
	maxFastLength = 4 << 10 // bytes of a text that is judged without parsing it
	maxFastMarks  = 8       // marks that such a text may have: they cannot be nested too deep
)

// IsInline reports whether [Inline] accepts text. Most texts are judged without parsing them.
func IsInline(text string) bool {
	if isPlainlyInline(text) {
		return true
	}
	_, err := Inline(text)
	return err == nil
}

// isPlainlyInline reports whether text is certainly accepted by [Inline]; false means unknown. Such a text is one line that begins
// with a letter, so that nothing makes it another block, with too few marks to nest them too deep.
func isPlainlyInline(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) || len(text) > maxFastLength {
		return false
	}
	marks := 0
	for i := range len(text) {
		switch text[i] {
		case '\n', '\r', 0:
			return false
		case '*', '_', '[', '!', '<', '`':
			marks++
		}
	}
	return marks <= maxFastMarks
}
