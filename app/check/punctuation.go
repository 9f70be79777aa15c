package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// punctuation checks the marks inside a text. Each habit is reported once.
func (c *checker) punctuation() {
	if len(c.lang.Scripts) == 0 {
		return
	}
	c.straightQuotes()
	c.foreignMarks()
	c.doubledMarks()
	c.brackets()
	switch base := c.lang.Base(); {
	case base == "fr":
		c.frenchSpacing()
	case !c.lang.Writes("Hani"):
		c.spaceBefore()
		if base == "es" || base == "gl" || base == "ast" {
			c.openingMarks()
		}
	}
	switch {
	case c.lang.Writes("Hani"):
		c.fullWidthMarks()
	case c.lang.Writes("Arab"):
		c.arabicMarks()
	case c.lang.Writes("Deva"), c.lang.Writes("Beng"):
		c.danda()
	}
	if !c.lang.Unspaced {
		c.spaceAfter()
	}
	c.quotationMarks()
}

// foreignMarks reports a mark that only other scripts and languages write.
func (c *checker) foreignMarks() {
	for i, r := range c.target.prose {
		if r >= 0x80 && lang.ClassOf(r)&lang.WordClass == 0 && c.lang.LacksMark(r) {
			c.addMark(i, "the mark "+quote(string(r))+" is not one of this language", "write the language's own")
			return
		}
	}
}

// doubledMarks reports a mark that stands there twice in a row.
func (c *checker) doubledMarks() {
	s := c.target.prose
	for i, r := range s {
		n := utf8.RuneLen(r)
		if i+n >= len(s) || s[i+n] != s[i] {
			continue // most characters
		}
		if !strings.ContainsRune(".,;:!?،؛؟۔।。，、；：！？", r) || lang.RuneAt(s, i+n) != r || lang.RuneBefore(s, i) == r {
			continue
		}
		if r == '.' && lang.RuneAt(s, i+2) == '.' || strings.Contains(c.source.prose, string([]rune{r, r})) {
			continue
		}
		c.addMark(i, "the mark "+quote(string(r))+" stands there twice", "leave one")
		return
	}
}

var spaceBeforeMark = filtered{regexp.MustCompile(`[\pL\pM\p{Nd})»”][ \x{a0}\x{202f}]([?!;:])(?:[\s)»”]|$)`),
	func(s string) bool { return strings.ContainsAny(s, "?!;:") }}

// spaceBefore reports a space before a mark, which French alone has.
func (c *checker) spaceBefore() {
	if m := spaceBeforeMark.find(c.target.prose); m != nil && spaceBeforeMark.find(c.source.prose) == nil {
		c.addMark(m[2], "a space before "+quote(c.target.prose[m[2]:m[3]]), "take it out: the language writes none there")
	}
}

// openingMarks requires an opening mark for each closing one in Spanish.
func (c *checker) openingMarks() {
	for _, m := range []struct{ open, shut string }{{"¿", "?"}, {"¡", "!"}} {
		open, shut := strings.Count(c.target.prose, m.open), strings.Count(c.target.prose, m.shut)
		if strings.Contains(c.target.prose, m.shut+m.shut) && open < shut && !strings.Contains(c.target.prose, m.open+m.open) {
			shut-- // doubledMarks reports ?? and !!
		}
		switch {
		case open < shut:
			c.addMark(strings.Index(c.target.prose, m.shut), "no "+m.open+" for "+quote(m.shut), "write "+m.open+" where the question or the exclamation begins")
		case open > shut:
			c.addMark(strings.LastIndex(c.target.prose, m.open), "no "+m.shut+" for "+quote(m.open), "write "+m.shut+" where the question or the exclamation ends")
		}
	}
}

var noSpaceBehindMark = filtered{regexp.MustCompile(`\p{L}\p{M}*[,;!?،؛؟।۔]\p{L}\p{M}*\p{L}` +
	`|\p{Ll}{2}\.\p{Lu}\p{L}|[\x{0590}-\x{09ff}]{4}[.][\x{0590}-\x{09ff}]{3}`), mayLackSpace}

// spaceAfter reports a mark with no space behind it.
func (c *checker) spaceAfter() {
	if m := noSpaceBehindMark.find(c.target.prose); m != nil && noSpaceBehindMark.find(c.source.prose) == nil {
		c.addMark(m[0], "no space behind the mark in "+quote(c.target.prose[m[0]:m[1]]), "write a space there")
	}
}
