package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

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
