package check

import (
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
	c.hanSpaces()
	c.bracketSpaces()
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

// hanSpaces reports a space between two Han characters or kana, or at full-width punctuation.
func (c *checker) hanSpaces() {
	if !c.lang.Writes("Hani") {
		return
	}
	s := c.target.prose
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		a, b := lang.RuneBefore(s, i), lang.RuneAt(s, i+1)
		if isWide(a) && isWide(b) || b != 0 && strings.ContainsRune("，。、：；！？）」』", b) ||
			a != 0 && strings.ContainsRune("，。、：；（「『", a) && !c.lang.Writes("Kana") {
			c.addSpaceBetween(i, a, b, "take it out: the language writes none there")
			return
		}
	}
}

func isWide(r rune) bool { return lang.IsScript(r, "Hani", "Hira", "Kana") }

// bracketSpaces reports a space inside brackets, and one before a comma or a full stop.
func (c *checker) bracketSpaces() {
	s := c.target.prose
	for i, r := range s {
		if r != ' ' && r != '\u00a0' && r != '\u202f' {
			continue
		}
		a, b := lang.RuneBefore(s, i), lang.RuneAt(s, i+utf8.RuneLen(r))
		after := lang.RuneAt(s, i+utf8.RuneLen(r)+1)
		switch {
		case a == '(' || b == ')' && a != ':', strings.ContainsRune("،؛؟۔।", b) && b != 0 && a != lang.Masked,
			(b == ',' || b == '.') && !unicode.IsDigit(after) && after != b && unicode.In(a, unicode.L, unicode.M, unicode.Nd):
			if !strings.Contains(c.source.prose, string(a)+" "+string(b)) {
				c.addSpaceBetween(i, a, b, "take it out")
				return
			}
		}
	}
}

func (c *checker) addSpaceBetween(at int, a, b rune, hint string) {
	c.addPlain("spaces", Warning, at, "a space between "+quote(string(a))+" and "+quote(string(b)), hint)
}
