package lang

import "unicode"

// DigitValue returns the value of a decimal digit of any script (Unicode category Nd).
func DigitValue(r rune) (int, bool) {
	if r < 0x80 {
		return int(r - '0'), '0' <= r && r <= '9'
	}
	if ClassOf(r)&Digit == 0 {
		return 0, false
	}
	for _, x := range unicode.Nd.R16 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			return int(r-rune(x.Lo)) % 10, true
		}
	}
	for _, x := range unicode.Nd.R32 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			return int(r-rune(x.Lo)) % 10, true
		}
	}
	return 0, false
}

// FractionValue returns the value of a character that is a fraction, such as ½, and 0 for all others.
func FractionValue(r rune) float64 {
	if ClassOf(r)&Fraction == 0 {
		return 0
	}
	return known().Fractions[string(r)]
}

// NumberMarkOf returns the ASCII mark for which a mark in or at a number stands, U+00A0 for any no-break space.
func NumberMarkOf(r rune) rune { return FirstRune(known().Folds[string(r)]) }

// CJKNumeral is what one character of a number in Chinese numerals means: a digit, or a power of ten that multiplies the digit before it.
type CJKNumeral struct {
	Value   float64
	NoRange bool // the digit before it does not make it a range: 二三 is two or three
}

// CJKNumeralOf returns the meaning of a Chinese numeral.
func CJKNumeralOf(r rune) (n CJKNumeral, ok bool) {
	n.Value, ok = known().CJK[string(r)]
	n.NoRange = known().NoRange[r]
	return n, ok
}

// Implied returns the numbers that an English word implies though it is no number word: couple is two or three.
func Implied(lower string) []float64 { return known().Implied[lower] }
