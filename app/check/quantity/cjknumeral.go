package quantity

import "github.com/parlance/parlance/app/check/lang"

// cjkNumeral reads a number in Chinese numerals at the start of a text, and its length in bytes, 0 for none. The first digit of a
// range such as 二三, two or three, is a number.
func cjkNumeral(s string) (value float64, length int) {
	digit, found := -1.0, false // the digit before a power of ten, -1 for none
	for i, r := range s {
		n, ok := lang.CJKNumeralOf(r)
		switch {
		case !ok:
			return value + max(digit, 0), i
		case n.Value >= 10:
			if digit < 0 {
				digit = 1
			}
			value, digit = value+digit*n.Value, -1
		case !n.NoRange && digit > 0:
			return value + digit, i
		default:
			digit = n.Value
		}
		found = true
	}
	if found {
		length = len(s)
	}
	return value + max(digit, 0), length
}
