package quantity

import (
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// numText is a text in which numbers are read: one character an index, digits and their marks folded to ASCII, none invisible.
type numText struct {
	runes   []rune
	offsets []int // byte of each character in the text, then the text's length
}

func newNumText(s string) *numText {
	t := &numText{runes: make([]rune, 0, len(s)), offsets: make([]int, 0, len(s)+1)}
	for i, r := range s {
		if !lang.IsInvisible(r) {
			t.runes, t.offsets = append(t.runes, foldNumeral(r)), append(t.offsets, i)
		}
	}
	t.offsets = append(t.offsets, len(s))
	return t
}

// at returns the character at an index, 0 outside.
func (t *numText) at(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return 0
	}
	return t.runes[i]
}

func (t *numText) isDigit(i int) bool { r := t.at(i); return '0' <= r && r <= '9' }

func (t *numText) isSpace(i int) bool { r := t.at(i); return r == ' ' || r == '\u00a0' }

// digits returns how many digits stand from an index on.
func (t *numText) digits(i int) (n int) {
	for t.isDigit(i + n) {
		n++
	}
	return n
}

func (t *numText) slice(from, to int) string { return string(t.runes[from:min(to, len(t.runes))]) }

// mask hides a part, so that nothing is found there again.
func (t *numText) mask(from, to int) {
	for i := from; i < to; i++ {
		t.runes[i] = lang.Masked
	}
}

// foldNumeral returns the ASCII digit or mark for a digit or a mark at numbers of any script, and other characters as they are.
func foldNumeral(r rune) rune {
	switch class := lang.ClassOf(r); {
	case r < 0x80:
	case class&lang.Digit != 0:
		v, _ := lang.DigitValue(r)
		return '0' + rune(v)
	case class&lang.NumberMark != 0:
		return lang.NumberMarkOf(r)
	}
	return r
}

// isNumeral reports whether a character is a digit or a fraction of any script.
func isNumeral(r rune) bool { return lang.ClassOf(r)&(lang.Digit|lang.Fraction) != 0 }

// CountNumerals returns how many digits and fractions of any script a text has, and enough if it has more.
func CountNumerals(s string, enough int) (n int) {
	for i, size := 0, 1; i < len(s) && n < enough; i += size {
		c := s[i]
		if size = 1; c-'0' <= 9 {
			n++
		} else if c >= utf8.RuneSelf {
			var r rune
			if r, size = utf8.DecodeRuneInString(s[i:]); !isLetterBlock(r) && isNumeral(r) {
				n++
			}
		}
	}
	return n
}

// isLetterBlock reports whether a character stands in one of the long blocks without numerals: the letters of Latin, Greek, Cyrillic and Hebrew, of Arabic,
// of China and Japan, and of Korea. Most texts that are not ASCII have no others.
func isLetterBlock(r rune) bool {
	return r >= 0xBF && r < 0x660 || r > 0x669 && r < 0x6F0 || r >= 0x215C && r < 0xA620 || r >= 0xABFA && r < 0xFF10
}
