package check

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// brackets reports a bracket or a quotation mark without its partner. A round one may be closed by a full-width one.
func (c *checker) brackets() {
	s := c.target.prose
	unclosed := func(text string, pair []rune) int {
		return strings.Count(text, string(pair[0])) - strings.Count(text, string(pair[1]))
	}
	round, wide := []rune("()"), []rune("（）")
	for _, p := range lang.Brackets() {
		pair := []rune(p)
		n := unclosed(s, pair)
		switch {
		case n == 0, p == "«»" && c.lang.Base() == "de", p == "()" && unclosed(c.source.prose, round) != 0:
			continue
		case (p == "()" || p == "（）") && unclosed(s, round)+unclosed(s, wide) == 0:
			continue
		}
		which := pair[0]
		if n < 0 {
			which = pair[1]
		}
		c.addMark(strings.IndexRune(s, which), quote(string(which))+" has no partner", "close or take out the bracket or the quotation mark")
		return
	}
}
