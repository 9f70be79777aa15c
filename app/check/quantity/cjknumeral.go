package quantity

import (
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// cjkNumeral reads a number in Chinese numerals at the start of a text, and its length in bytes, 0 for none. The first digit of a
// range such as 二三, two or three, is a number.
func cjkNumeral(s string) (value float64, length int) {
	digit := -1.0 // before a power of ten, -1 for none
	for i, r := range s {
		n, ok := lang.CJKNumeralOf(r)
		if !ok || n.Value < 10 && !n.NoRange && digit > 0 {
			break
		}
		switch {
		case n.Value < 10:
			digit = n.Value
		case digit < 0:
			value += n.Value
		default:
			value, digit = value+digit*n.Value, -1
		}
		length = i + utf8.RuneLen(r)
	}
	return value + max(digit, 0), length
}
