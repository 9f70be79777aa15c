package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// blanksApart is the same without ranges.
const blanksApart = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

// blanks are spaces and tabs of all widths, as a class of an expression.
const blanks = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

var (
	doubled  = newPattern(`[`+blanks+`]{2,}`, mayDouble)
	unfamily = newPattern(`[\t\x{1680}\x{2000}-\x{2008}\x{200a}\x{205f}]`, mayBeUnfamiliar)
)

// spaces reports spaces outside the text, two in a row, and those between characters that stand without.
func (c *checker) spaces() {
	s := c.dst.text
	if first, last := lang.RuneAt(s, 0), lang.RuneBefore(s, len(s)); unicode.IsSpace(first) {
		c.report("spaces", Warning, 0, "the text starts with a space", "take it out")
	} else if unicode.IsSpace(last) {
		c.report("spaces", Warning, len(s)-utf8.RuneLen(last), "the text ends with a space", "take it out")
	}
	inner := strings.TrimSpace(s)
	shift := strings.Index(s, inner)
	if m := doubled.FindStringIndex(inner); m != nil && !doubled.MatchString(strings.TrimSpace(c.src.text)) {
		c.report("spaces", Warning, shift+m[0], "two spaces in a row", "leave one")
	}
	if m := unfamily.FindStringIndex(inner); m != nil {
		c.report("spaces", Warning, shift+m[0], "an uncommon space "+codePoint(lang.RuneAt(inner, m[0])), "write a normal or a no-break space")
	}
	c.hanSpaces()
	c.bracketSpaces()
}

// hanSpaces reports a space between two Han characters or kana, or at full-width punctuation.
func (c *checker) hanSpaces() {
	if !slices.Contains(c.lang.Scripts, "Hani") {
		return
	}
	s := c.dst.prose
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		a, b := lang.RuneBefore(s, i), lang.RuneAt(s, i+1)
		if wide(a) && wide(b) || strings.ContainsRune("，。、：；！？）」』", b) && b != 0 || strings.ContainsRune("，。、：；（「『", a) && a != 0 && !slices.Contains(c.lang.Scripts, "Kana") {
			c.reportSeen("spaces", Warning, i, "a space between "+quote(string(a))+" and "+quote(string(b)), "take it out: the language writes none there")
			return
		}
	}
}

func wide(r rune) bool {
	return lang.IsScript(r, "Hani") || lang.IsScript(r, "Hira") || lang.IsScript(r, "Kana")
}

// bracketSpaces reports a space inside brackets, and one before a comma or a full stop.
func (c *checker) bracketSpaces() {
	s := c.dst.prose
	for i, r := range s {
		if r != ' ' && r != '\u00a0' && r != '\u202f' {
			continue
		}
		a, b := lang.RuneBefore(s, i), lang.RuneAt(s, i+utf8.RuneLen(r))
		after := lang.RuneAt(s, i+utf8.RuneLen(r)+1)
		switch {
		case a == '(' || b == ')' && a != ':', strings.ContainsRune("،؛؟۔।", b) && b != 0 && a != lang.Masked,
			(b == ',' || b == '.') && !unicode.IsDigit(after) && after != b && unicode.In(a, unicode.L, unicode.M, unicode.Nd):
			if !strings.Contains(c.src.prose, string(a)+" "+string(b)) {
				c.reportSeen("spaces", Warning, i, "a space between "+quote(string(a))+" and "+quote(string(b)), "take it out")
				return
			}
		}
	}
}
