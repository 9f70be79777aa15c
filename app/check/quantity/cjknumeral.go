package quantity

import (
	"strings"
)

// hanNumber reads a number in Chinese numerals, and its length in bytes.
func hanNumber(s string) (float64, int) {
	total, digit, size, any := 0.0, -1.0, 0, false
	for i, r := range s {
		j := strings.IndexRune("〇一二三四五六七八九", r)
		switch {
		case r == '零':
			digit, any = 0, true
		case r == '两' || r == '兩':
			digit, any = 2, true
		case j >= 0:
			if digit > 0 {
				return total + digit, i // 二三: two or three
			}
			digit, any = float64(j/3), true
		case r == '十' || r == '百' || r == '千':
			by := map[rune]float64{'十': 10, '百': 100, '千': 1000}[r]
			if digit < 0 {
				digit = 1
			}
			total, digit, any = total+digit*by, -1, true
		default:
			if size = i; digit >= 0 {
				total += digit
			}
			return total, size
		}
	}
	if digit >= 0 {
		total += digit
	}
	if any {
		size = len(s)
	}
	return total, size
}
