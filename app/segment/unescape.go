package segment

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/util"
)

// escape matches backslash escapes and character references (CommonMark 0.31.2, 2.4 and 2.5).
var escape = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9A-Za-z]{1,38});`)

// unescape resolves backslash escapes and character references in one pass: an escaped character begins no reference.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		if e[0] == '\\' {
			return e[1:]
		}
		digits, base := strings.Trim(e, "&#;"), 10
		if e[1] != '#' {
			return string(util.ResolveEntityNames([]byte(e)))
		}
		if digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		n, _ := strconv.ParseInt(digits, base, 32)
		return string(util.ToValidRune(rune(n)))
	})
}
