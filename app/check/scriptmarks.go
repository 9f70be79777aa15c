package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// fullWidthMark requires full-width marks behind Han characters and kana.
func (c *checker) fullWidthMark(m mark) (message, hint string) {
	own := lang.Substitutes("Hani")
	if c.lang.Writes("Kana") {
		own = lang.Substitutes("Kana")
	}
	wrong := isWide(m.before) || strings.ContainsRune(",;?!", m.r) && isWide(m.after) && m.before != lang.Masked
	if m.r == '(' || m.r == ')' {
		wrong = m.r == '(' && isWide(m.after) || m.r == ')' && isWide(m.before)
	}
	if full := own[string(m.r)]; wrong && full != "" {
		return "the mark " + quote(string(m.r)) + " is half-width", "write " + full
	}
	return "", ""
}

// arabicMark requires the Arabic comma, semicolon and question mark, and the full stop of Urdu.
func (c *checker) arabicMark(m mark) (message, hint string) {
	isArabic := lang.IsScript(m.before, "Arab")
	own := lang.Substitutes("Arab")[string(m.r)]
	if m.r == '.' && isArabic && (m.after == 0 || m.after == ' ') {
		own = lang.Substitutes(c.lang.Base())["."]
	}
	wrong := isArabic && !unicode.IsDigit(m.before) || unicode.Is(unicode.Mn, m.before) || m.r == '?' && m.after == 0 ||
		(m.before == ')' || m.before == lang.Masked) && m.r != '.' && lang.IsScript(lang.RuneAt(c.target.prose, m.at+2), "Arab")
	return foreignIf(wrong && own != "", m, own)
}

// danda requires । at the end of a sentence in Hindi and Bengali. A point behind a short word is one of an abbreviation.
func (c *checker) danda(m mark) (message, hint string) {
	s := c.target.prose
	switch {
	case m.r == '|' && m.at > 0:
		return "a vertical line in place of a danda", "write ।"
	case m.r != '.' || m.after != 0 && m.after != ' ' || !unicode.In(m.before, unicode.Devanagari, unicode.Bengali):
		return "", ""
	}
	start := strings.LastIndexAny(s[:m.at], " (.") + 1
	word := s[start:m.at]
	abbreviated := utf8.RuneCountInString(word) < 3 || lang.DandaAbbreviations.Has(word) || strings.HasSuffix(s[:start], ".")
	return foreignIf(m.after == 0 || !abbreviated || lang.DandaVerbs.Has(word), m, "।")
}

// foreignIf returns the warning of a wrong mark in whose place the language has its own.
func foreignIf(wrong bool, m mark, own string) (message, hint string) {
	if !wrong {
		return "", ""
	}
	return "the mark " + quote(string(m.r)) + " is not one of this language", "write " + own
}
