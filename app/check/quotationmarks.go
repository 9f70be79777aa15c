package check

import (
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

// straightQuotes reports the quotation mark of typewriters. Hebrew writes abbreviations with it.
func (c *checker) straightQuotes() {
	s := c.dst.prose
	for i := 0; i < len(s); i++ {
		if s[i] != '"' || c.writes("Hebr") && unicode.Is(unicode.Hebrew, lang.RuneBefore(s, i)) && unicode.Is(unicode.Hebrew, lang.RuneAt(s, i+1)) || unicode.IsDigit(lang.RuneBefore(s, i)) {
			continue
		}
		c.mark(i, "a straight quotation mark", "write the quotation marks of the language")
		return
	}
}

// brackets reports a bracket or a quotation mark without its partner.
func (c *checker) brackets() {
	for _, pair := range []string{"()", "[]", "（）", "「」", "『』", "《》", "«»"} {
		r := []rune(pair)
		if c.base() == "de" && pair == "«»" {
			continue
		}
		open, shut := strings.Count(c.dst.prose, string(r[0])), strings.Count(c.dst.prose, string(r[1]))
		if open == shut || pair == "()" && strings.Count(c.src.prose, "(") != strings.Count(c.src.prose, ")") {
			continue
		}
		if pair == "()" && open+strings.Count(c.dst.prose, "（") == shut+strings.Count(c.dst.prose, "）") {
			continue
		}
		if pair == "（）" && open+strings.Count(c.dst.prose, "(") == shut+strings.Count(c.dst.prose, ")") {
			continue
		}
		which := r[0]
		if shut > open {
			which = r[1]
		}
		c.mark(strings.IndexRune(c.dst.prose, which), quote(string(which))+" has no partner", "close or take out the bracket or the quotation mark")
		return
	}
}

// quoteMarks reports English quotation marks in languages that write others.
func (c *checker) quoteMarks() {
	s := c.dst.prose
	at, own := -1, ""
	switch c.base() {
	case "de", "cs", "sk", "bg", "is", "lt", "hr", "sl", "sr", "et", "lv", "pl", "ro", "hu":
		for i, r := range s {
			before := lang.RuneBefore(s, i)
			if r == '“' && (before == 0 || before == ' ' || before == '(') && !strings.Contains(s[:i], "„") {
				at, own = i, "„"
				break
			}
		}
	case "fr", "ru", "uk", "be":
		if !strings.ContainsAny(s, "«„") {
			at, own = strings.IndexAny(s, "“”"), "« and »"
		}
	case "ja":
		at, own = strings.IndexAny(s, "“”"), "「 and 」"
	case "zh":
		if c.lang.Tag == "zh-Hant" {
			at, own = strings.IndexAny(s, "“”"), "「 and 」"
		}
	}
	if at >= 0 {
		c.mark(at, "English quotation marks", "write "+own)
	}
}
