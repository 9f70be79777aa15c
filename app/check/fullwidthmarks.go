package check

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// fullWidthMarks requires full-width marks behind Han characters and kana.
func (c *checker) fullWidthMarks() {
	full := lang.Substitutes("Hani")
	if c.lang.Writes("Kana") {
		full = lang.Substitutes("Kana")
	}
	s := c.target.prose
	for i, r := range s {
		w, ok := full[string(r)]
		if r >= 0x80 || !ok {
			continue
		}
		before, after := lang.RuneBefore(s, i), lang.RuneAt(s, i+1)
		wrong := isWide(before) || strings.ContainsRune(",;?!", r) && isWide(after) && before != lang.Masked
		if r == '(' || r == ')' {
			wrong = isWide(before) && isWide(after) || r == '(' && isWide(after) || r == ')' && isWide(before)
		}
		if wrong {
			c.addMark(i, "the mark "+quote(string(r))+" is half-width", "write "+w)
			return
		}
	}
}
