package segment

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
)

// unescape resolves backslash escapes and character references (CommonMark 0.31.2, 2.4 and 2.5) in one pass: an escaped character
// begins no reference.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c, n := s[i:i+1], 1
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			c, n = s[i+1:i+2], 2
		case s[i] == '&':
			if decoded, length := characterReference(s[i:]); length > 0 {
				c, n = decoded, length
			}
		}
		b.WriteString(c)
		i += n
	}
	return b.String()
}

// characterReference returns the characters of the reference that s begins with, and its length; 0 if there is none.
func characterReference(s string) (string, int) {
	const longest = 40
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return "", 0
	}
	name := s[1:end]
	if name[0] != '#' {
		entity, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return "", 0
		}
		return string(entity.Characters), end + 1
	}
	digits, base, maxDigits := name[1:], 10, 7
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, maxDigits = digits[1:], 16, 6
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > maxDigits {
		return "", 0
	}
	return string(util.ToValidRune(rune(n))), end + 1
}
