package check

import (
	"strings"
	"unicode"

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

// straightQuote warns of the quotation mark of typewriters. Hebrew writes abbreviations with it.
func (c *checker) straightQuote(m mark) (message, hint string) {
	if m.r != '"' || unicode.IsDigit(m.before) ||
		c.lang.Writes("Hebr") && unicode.Is(unicode.Hebrew, m.before) && unicode.Is(unicode.Hebrew, m.after) {
		return "", ""
	}
	return "a straight quotation mark", "write the quotation marks of the language"
}

// englishQuote warns of English quotation marks in languages that write others: „ “, « » or the corner brackets 「 」.
func (c *checker) englishQuote(m mark) (message, hint string) {
	if m.r != '“' && m.r != '”' {
		return "", ""
	}
	s, message := c.target.prose, "English quotation marks"
	switch style := c.lang.Quotes(); {
	case style == lang.LowHighQuotes && m.r == '“' && strings.ContainsRune("\x00 (", m.before) && !strings.Contains(s[:m.at], "„"):
		return message, "write „"
	case style == lang.Guillemets && !strings.ContainsAny(s, "«„"):
		return message, "write « and »"
	case style == lang.CornerQuotes:
		return message, "write 「 and 」"
	}
	return "", ""
}
