package check

import (
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

// brackets reports a bracket or a quotation mark without its partner, which has as many bytes. A round one may be closed by a full-width one.
func (c *checker) brackets() {
	s := c.target.prose
	unclosed := func(text, pair string) int {
		return strings.Count(text, pair[:len(pair)/2]) - strings.Count(text, pair[len(pair)/2:])
	}
	for _, pair := range lang.Brackets() {
		n, which := unclosed(s, pair), pair[:len(pair)/2]
		switch {
		case n == 0, pair == "«»" && c.lang.Base() == "de", pair == "()" && unclosed(c.source.prose, pair) != 0,
			(pair == "()" || pair == "（）") && unclosed(s, "()")+unclosed(s, "（）") == 0:
			continue
		case n < 0:
			which = pair[len(pair)/2:]
		}
		c.addPlain("punctuation", Warning, strings.Index(s, which), quote(which)+" has no partner",
			"close or take out the bracket or the quotation mark")
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
