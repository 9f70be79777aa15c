package check

import (
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

// straightQuotes reports the quotation mark of typewriters. Hebrew writes abbreviations with it.
func (c *checker) straightQuotes() {
	s := c.target.prose
	for i := range len(s) {
		if s[i] != '"' {
			continue
		}
		before, after := lang.RuneBefore(s, i), lang.RuneAt(s, i+1)
		isHebrew := c.lang.Writes("Hebr") && unicode.Is(unicode.Hebrew, before) && unicode.Is(unicode.Hebrew, after)
		if !isHebrew && !unicode.IsDigit(before) {
			c.addMark(i, "a straight quotation mark", "write the quotation marks of the language")
			return
		}
	}
}

// quotationMarks reports English quotation marks in languages that write others: „ “, « » or the corner brackets 「 」.
func (c *checker) quotationMarks() {
	s := c.target.prose
	at, own := -1, ""
	switch c.lang.Quotes() {
	case lang.LowHighQuotes:
		own = "„"
		for i, r := range s {
			before := lang.RuneBefore(s, i)
			if r == '“' && (before == 0 || before == ' ' || before == '(') && !strings.Contains(s[:i], "„") {
				at = i
				break
			}
		}
	case lang.Guillemets:
		if own = "« and »"; !strings.ContainsAny(s, "«„") {
			at = strings.IndexAny(s, "“”")
		}
	case lang.CornerQuotes:
		at, own = strings.IndexAny(s, "“”"), "「 and 」"
	}
	if at >= 0 {
		c.addMark(at, "English quotation marks", "write "+own)
	}
}
