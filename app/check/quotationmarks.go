package check

import (
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

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
