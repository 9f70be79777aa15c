package check

import (
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

// arabicMarks requires the Arabic comma, semicolon and question mark, and the full stop of Urdu.
func (c *checker) arabicMarks() {
	own, ownStop := lang.Substitutes("Arab"), lang.Substitutes(c.lang.Base())
	isArabic := func(r rune) bool { return lang.IsScript(r, "Arab") }
	s := c.target.prose
	for i, r := range s {
		if r >= 0x80 {
			continue
		}
		w, ok := own[string(r)]
		before, after := lang.RuneBefore(s, i), lang.RuneAt(s, i+1)
		if r == '.' && isArabic(before) && (i+1 >= len(s) || after == ' ') {
			w, ok = ownStop[string(r)]
		}
		if !ok {
			continue
		}
		if isArabic(before) && !unicode.IsDigit(before) || unicode.Is(unicode.Mn, before) || r == '?' && i+1 == len(s) ||
			(before == ')' || before == lang.Masked) && r != '.' && isArabic(lang.RuneAt(s, i+2)) {
			c.addMark(i, "the mark "+quote(string(r))+" is not one of this language", "write "+w)
			return
		}
	}
}
