package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// punctuation looks at the marks inside a text. Each habit is reported once.
func (c *checker) punctuation() {
	if len(c.lang.Scripts) == 0 {
		return
	}
	c.straightQuotes()
	c.foreignMarks()
	c.doubledMarks()
	c.brackets()
	switch base := c.base(); {
	case base == "fr":
		c.frenchSpaces()
	case !c.writes("Hani"):
		c.spaceBefore()
		if base == "es" || base == "gl" || base == "ast" {
			c.openingMarks()
		}
	}
	switch {
	case c.writes("Hani"):
		c.wideMarks()
	case c.writes("Arab"):
		c.arabicMarks()
	case c.writes("Deva"), c.writes("Beng"):
		c.danda()
	}
	if !c.lang.Unspaced {
		c.spaceAfter()
	}
	c.quoteMarks()
}

func (c *checker) base() string { base, _, _ := strings.Cut(c.lang.Tag, "-"); return base }

func (c *checker) writes(script string) bool { return slices.Contains(c.lang.Scripts, script) }

func (c *checker) mark(at int, message, hint string) {
	c.reportSeen("punctuation", Warning, at, message, hint)
}

// ownMarks gives the scripts, or the languages, that write a mark.
var ownMarks = map[rune][]string{
	'،': {"Arab", "Thaa", "Syrc"}, '؛': {"Arab", "Thaa", "Syrc"}, '؟': {"Arab", "Thaa", "Syrc"},
	'۔': {"ur", "pa", "sd", "ks", "pnb", "skr"},
	'।': {"Deva", "Beng", "Guru", "Orya", "Gujr", "Telu", "Knda"}, '॥': {"Deva", "Beng", "Guru", "Orya"},
	'。': {"Hani", "Hira", "Bopo"}, '、': {"Hani", "Hira"}, '，': {"Hani"}, '：': {"Hani"}, '；': {"Hani"}, '？': {"Hani"}, '！': {"Hani"},
	'（': {"Hani"}, '）': {"Hani"}, '「': {"Hani"}, '」': {"Hani"}, '『': {"Hani"}, '』': {"Hani"},
	'¿': {"es", "gl", "ast", "ca", "eu", "qu", "gn", "ay"}, '¡': {"es", "gl", "ast", "ca", "eu", "qu", "gn", "ay"},
}

func (c *checker) foreignMarks() {
	for i, r := range c.dst.prose {
		if r < 0x80 || lang.ClassOf(r)&lang.WordClass != 0 {
			continue
		}
		own, ok := ownMarks[r]
		if ok && !slices.Contains(own, c.base()) && !slices.ContainsFunc(c.lang.Scripts, func(s string) bool { return slices.Contains(own, s) }) {
			c.mark(i, "the mark "+quote(string(r))+" is not one of this language", "write the language's own")
			return
		}
	}
}

// doubledMarks reports a mark that stands there twice in a row.
func (c *checker) doubledMarks() {
	s := c.dst.prose
	for i, r := range s {
		n := utf8.RuneLen(r)
		if i+n >= len(s) || s[i+n] != s[i] {
			continue // most characters
		}
		if !strings.ContainsRune(".,;:!?،؛؟۔।。，、；：！？", r) || lang.RuneAt(s, i+n) != r || lang.RuneBefore(s, i) == r {
			continue
		}
		if r == '.' && lang.RuneAt(s, i+2) == '.' || strings.Contains(c.src.prose, string([]rune{r, r})) {
			continue
		}
		c.mark(i, "the mark "+quote(string(r))+" stands there twice", "leave one")
		return
	}
}

var spaced = newPattern(`[\pL\pM\p{Nd})»”][ \x{a0}\x{202f}]([?!;:])(?:[\s)»”]|$)`, func(s string) bool { return strings.ContainsAny(s, "?!;:") })

// spaceBefore reports a space before a mark, which French alone has.
func (c *checker) spaceBefore() {
	if m := spaced.FindStringSubmatchIndex(c.dst.prose); m != nil && !spaced.MatchString(c.src.prose) {
		c.mark(m[2], "a space before "+quote(c.dst.prose[m[2]:m[3]]), "take it out: the language writes none there")
	}
}

// openingMarks demands an opening mark for each closing one in Spanish.
func (c *checker) openingMarks() {
	for _, m := range []struct{ open, shut string }{{"¿", "?"}, {"¡", "!"}} {
		open, shut := strings.Count(c.dst.prose, m.open), strings.Count(c.dst.prose, m.shut)
		for strings.Contains(c.dst.prose, m.shut+m.shut) && open < shut && strings.Count(c.dst.prose, m.open+m.open) == 0 {
			shut-- // ?? and !! are for another rule
			break
		}
		switch {
		case open < shut:
			c.mark(strings.Index(c.dst.prose, m.shut), "no "+m.open+" for "+quote(m.shut), "write "+m.open+" where the question or the exclamation begins")
		case open > shut:
			c.mark(strings.LastIndex(c.dst.prose, m.open), "no "+m.shut+" for "+quote(m.open), "write "+m.shut+" where the question or the exclamation ends")
		}
	}
}

var glued = newPattern(`\p{L}\p{M}*[,;!?،؛؟।۔]\p{L}\p{M}*\p{L}|\p{Ll}{2}\.\p{Lu}\p{L}|[\x{0590}-\x{09ff}]{4}[.][\x{0590}-\x{09ff}]{3}`, mayGlue)

// spaceAfter reports a mark with no space behind it.
func (c *checker) spaceAfter() {
	if m := glued.FindStringIndex(c.dst.prose); m != nil && !glued.MatchString(c.src.prose) {
		c.mark(m[0], "no space behind the mark in "+quote(c.dst.prose[m[0]:m[1]]), "write a space there")
	}
}
