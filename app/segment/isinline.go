package segment

import (
	"unicode"
	"unicode/utf8"
)

const (
	surelyLength = 4 << 10 // bytes, and
	surelyMarks  = 8       // marks that a text may have, for nothing in it to be too deep
)

// IsInline says whether [Inline] accepts a text. It knows it of most texts without parsing them.
func IsInline(text string) bool {
	if surelyInline(text) {
		return true
	}
	_, err := Inline(text)
	return err == nil
}

// surelyInline says of most inline texts that they are inline: one line that begins with a letter, so that nothing makes it another
// block, with too few marks to nest them too deep.
func surelyInline(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	if first >= utf8.RuneSelf && !unicode.IsLetter(first) || first < utf8.RuneSelf && !isASCIILetter(byte(first)) || len(text) > surelyLength {
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
	return marks <= surelyMarks
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
