package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// danda requires । at the end of a sentence in Hindi and Bengali. A point behind a short word is one of an abbreviation.
func (c *checker) danda() {
	if base := c.lang.Base(); base != "hi" && base != "bn" {
		return
	}
	s := c.target.prose
	for i, r := range s {
		switch {
		case r == '|' && i > 0:
			c.addMark(i, "a vertical line in place of a danda", "write ।")
			return
		case r == '.' && (i+1 == len(s) || s[i+1] == ' ') && unicode.In(lang.RuneBefore(s, i), unicode.Devanagari, unicode.Bengali):
			start := strings.LastIndexAny(s[:i], " (.") + 1
			word := s[start:i]
			abbreviated := utf8.RuneCountInString(word) < 3 || lang.DandaAbbreviations.Has(word) || strings.HasSuffix(s[:start], ".")
			if i+1 < len(s) && abbreviated && !lang.DandaVerbs.Has(word) {
				continue
			}
			c.addMark(i, "the mark “.” is not one of this language", "write ।")
			return
		}
	}
}
