package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// spaces reports spaces outside the text, two in a row, and those between characters that stand without.
func (c *checker) spaces() {
	s := c.target.text
	if first, last := lang.FirstRune(s), lang.RuneBefore(s, len(s)); unicode.IsSpace(first) {
		c.add("spaces", Warning, 0, "the text starts with a space", "take it out")
	} else if unicode.IsSpace(last) {
		c.add("spaces", Warning, len(s)-utf8.RuneLen(last), "the text ends with a space", "take it out")
	}
	inner := strings.TrimSpace(s)
	start := strings.Index(s, inner)
	if at := doubleSpace(inner); at >= 0 && doubleSpace(strings.TrimSpace(c.source.text)) < 0 {
		c.add("spaces", Warning, start+at, "two spaces in a row", "leave one")
	}
	if at := strings.IndexFunc(inner, isUncommonSpace); at >= 0 {
		c.add("spaces", Warning, start+at, "an uncommon space "+codePoint(lang.RuneAt(inner, at)), "write a normal or a no-break space")
	}
	if c.lang.Writes("Hani") {
		c.warnFirst("spaces", c.hanSpace)
	}
	c.warnFirst("spaces", c.bracketSpace)
}

// doubleSpace returns where two spaces or tabs of any width stand in a row, -1 for nowhere.
func doubleSpace(s string) int {
	before := -1
	for i, r := range s {
		switch {
		case r != ' ' && r != '\t' && (r < 0x80 || !unicode.Is(unicode.Zs, r)):
			before = -1
		case before >= 0:
			return before
		default:
			before = i
		}
	}
	return -1
}

func isUncommonSpace(r rune) bool {
	return r == '\t' || r == 0x1680 || 0x2000 <= r && r <= 0x200a && r != 0x2009 || r == 0x205f
}

func isWide(r rune) bool { return lang.IsScript(r, "Hani", "Hira", "Kana") }

// hanSpace warns of a space between two Han characters or kana, or at full-width punctuation.
func (c *checker) hanSpace(m mark) (message, hint string) {
	if m.r != ' ' || !(isWide(m.before) && isWide(m.after) || m.after != 0 && strings.ContainsRune("，。、：；！？）」』", m.after) ||
		m.before != 0 && strings.ContainsRune("，。、：；（「『", m.before) && !c.lang.Writes("Kana")) {
		return "", ""
	}
	return spaceBetween(m), "take it out: the language writes none there"
}

// bracketSpace warns of a space inside brackets, and of one before a comma or a full stop.
func (c *checker) bracketSpace(m mark) (message, hint string) {
	if m.r != ' ' && !isNoBreakSpace(m.r) {
		return "", ""
	}
	a, b := m.before, m.after
	second := lang.RuneAt(c.target.prose, m.at+utf8.RuneLen(m.r)+1)
	wrong := a == '(' || b == ')' && a != ':' || b != 0 && strings.ContainsRune("،؛؟۔।", b) && a != lang.Masked ||
		(b == ',' || b == '.') && !unicode.IsDigit(second) && second != b && lang.ClassOf(a)&lang.WordClass != 0
	if !wrong || strings.Contains(c.source.prose, string(a)+" "+string(b)) {
		return "", ""
	}
	return spaceBetween(m), "take it out"
}

func spaceBetween(m mark) string {
	return "a space between " + quote(string(m.before)) + " and " + quote(string(m.after))
}

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
