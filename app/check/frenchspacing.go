package check

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

// frenchSpacing requires a no-break space before : ; ! ? and inside « ». In Canada only the colon and « » have one.
func (c *checker) frenchSpacing(m mark) (message, hint string) {
	hint = "write a no-break space there: U+202F before ; ! ? and U+00A0 before : and inside « »"
	marks := ":;!?»"
	if strings.HasPrefix(c.in.Tag, "fr-CA") {
		marks = ":»"
	}
	switch {
	case m.r == '«' && !isNoBreakSpace(m.after):
		return "no no-break space behind «", hint
	case !strings.ContainsRune(marks, m.r) || isNoBreakSpace(m.before) || m.before == 0 || strings.ContainsRune("!?", m.before),
		m.r == '»' && m.before == '«',
		m.r == ':' && (unicode.IsDigit(m.before) && unicode.IsDigit(m.after) || strings.ContainsRune(")-", m.after)):
		return "", ""
	}
	return "no no-break space before " + quote(string(m.r)), hint
}

func isNoBreakSpace(r rune) bool { return r == '\u00a0' || r == '\u202f' }

// spaceBefore reports whether a space stands before a mark behind a word, as French alone has it.
func spaceBefore(s string, m mark) bool {
	last := lang.RuneBefore(s, m.at-len(string(m.before)))
	return strings.ContainsRune("?!;:", m.r) && (m.before == ' ' || isNoBreakSpace(m.before)) &&
		(lang.ClassOf(last)&lang.WordClass != 0 || strings.ContainsRune(")»”", last)) &&
		(m.after == 0 || strings.ContainsRune("\t\n\f\r )»”", m.after))
}

// noSpaceBefore warns of a space before a mark in a language other than French.
func (c *checker) noSpaceBefore(m mark) (message, hint string) {
	s := c.source.prose
	if !spaceBefore(c.target.prose, m) || slices.ContainsFunc(marksOf(s), func(m mark) bool { return spaceBefore(s, m) }) {
		return "", ""
	}
	return "a space before " + quote(string(m.r)), "take it out: the language writes none there"
}
