package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// punctuation checks the marks inside a text. Each habit is reported once.
func (c *checker) punctuation() {
	if len(c.lang.Scripts) == 0 {
		return
	}
	warn := func(wrong func(mark) (message, hint string)) { c.warnFirst("punctuation", wrong) }
	warn(c.straightQuote)
	warn(c.foreignMark)
	warn(c.doubledMark)
	c.brackets()
	switch {
	case c.lang.Base() == "fr":
		warn(c.frenchSpacing)
	case !c.lang.Writes("Hani"):
		warn(c.noSpaceBefore)
		if c.lang.OpensQuestions() {
			c.openingMarks()
		}
	}
	switch {
	case c.lang.Writes("Hani"):
		warn(c.fullWidthMark)
	case c.lang.Writes("Arab"):
		warn(c.arabicMark)
	case c.lang.Tag == "hi", c.lang.Tag == "bn":
		warn(c.danda)
	}
	if !c.lang.Unspaced {
		c.spaceAfter()
	}
	warn(c.englishQuote)
}

// foreignMark warns of a mark that only other scripts and languages write.
func (c *checker) foreignMark(m mark) (message, hint string) {
	return foreignIf(m.r >= 0x80 && c.lang.LacksMark(m.r), m, "the language's own")
}

// doubledMark warns of a mark that stands there twice in a row.
func (c *checker) doubledMark(m mark) (message, hint string) {
	if m.after != m.r || m.before == m.r || !strings.ContainsRune(".,;:!?،؛؟۔।。，、；：！？", m.r) ||
		m.r == '.' && lang.RuneAt(c.target.prose, m.at+2) == '.' || strings.Contains(c.source.prose, string([]rune{m.r, m.r})) {
		return "", ""
	}
	return "the mark " + quote(string(m.r)) + " stands there twice", "leave one"
}

// openingMarks requires an opening mark for each closing one in Spanish.
func (c *checker) openingMarks() {
	s := c.target.prose
	for _, m := range []struct{ open, shut string }{{"¿", "?"}, {"¡", "!"}} {
		open, shut := strings.Count(s, m.open), strings.Count(s, m.shut)
		if strings.Contains(s, m.shut+m.shut) && open < shut && !strings.Contains(s, m.open+m.open) {
			shut-- // doubledMark reports ?? and !!
		}
		at, missing, beside, where := strings.Index(s, m.shut), m.open, m.shut, "begins"
		if open > shut {
			at, missing, beside, where = strings.LastIndex(s, m.open), m.shut, m.open, "ends"
		}
		if open != shut {
			c.addPlain("punctuation", Warning, at, "no "+missing+" for "+quote(beside),
				"write "+missing+" where the question or the exclamation "+where)
		}
	}
}

// noSpaceBehindMark matches a mark that wants a space behind it, with the letters beside it.
var noSpaceBehindMark = regexp.MustCompile(`\p{L}\p{M}*[,;!?،؛؟।۔]\p{L}\p{M}*\p{L}` +
	`|\p{Ll}{2}\.\p{Lu}\p{L}|[\x{0590}-\x{09ff}]{4}[.][\x{0590}-\x{09ff}]{3}`)

// mayLackSpace reports whether a mark may be one that [noSpaceBehindMark] matches: tried on all texts, it makes a check a quarter slower.
func mayLackSpace(m mark) bool {
	return strings.ContainsRune(",;!?.،؛؟।۔", m.r) && (unicode.IsLetter(m.after) || 0x0590 <= m.after && m.after <= 0x09ff)
}

// spaceAfter reports a mark with no space behind it.
func (c *checker) spaceAfter() {
	if !slices.ContainsFunc(c.marks, mayLackSpace) || noSpaceBehindMark.MatchString(c.source.prose) {
		return
	}
	if m := noSpaceBehindMark.FindStringIndex(c.target.prose); m != nil {
		c.addPlain("punctuation", Warning, m[0], "no space behind the mark in "+quote(c.target.prose[m[0]:m[1]]), "write a space there")
	}
}

// mark is a character that is no part of a word, a space included, with the characters beside it, 0 for none.
type mark struct {
	at               int // byte of the text
	r, before, after rune
}

// marksOf returns the marks of a text, in order.
func marksOf(s string) []mark {
	marks, before, behindMark := make([]mark, 0, len(s)/4), rune(0), false
	for i, r := range s {
		if behindMark {
			marks[len(marks)-1].after = r
		}
		if behindMark = !lang.InWord(r); behindMark {
			marks = append(marks, mark{at: i, r: r, before: before})
		}
		before = r
	}
	return marks
}

// warnFirst warns of the first mark of which something is wrong: wrong returns "" for all others.
func (c *checker) warnFirst(rule string, wrong func(mark) (message, hint string)) {
	for _, m := range c.marks {
		if message, hint := wrong(m); message != "" {
			c.addPlain(rule, Warning, m.at, message, hint)
			return
		}
	}
}

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

// fullStops are the marks that end a statement in some language.
const fullStops = ".。।۔．。"

// endMark compares how both texts end: with a full stop, a question mark, a colon or nothing.
func (c *checker) endMark() {
	want, _ := lastMark(c.source.prose)
	got, at := lastMark(c.target.prose)
	if len(c.lang.EndMarks) == 0 || want == 0 || got == 0 || endsAbbreviated(c.source.prose) {
		return
	}
	if !strings.ContainsRune(".?!:", want) {
		if strings.ContainsRune(fullStops, got) && !strings.ContainsRune(fullStops+"…", want) && want != lang.Masked && !endsAbbreviated(c.target.prose) {
			c.addPlain("ending", Warning, at, "the text ends with "+quote(string(got))+", the English with no mark", "leave the mark out")
		}
		return
	}
	marks, ok := c.lang.EndMarks[string(want)]
	switch {
	case !ok, strings.ContainsRune(marks, got), strings.ContainsRune(marks, '-') && !strings.ContainsRune(".?!:？！：。", got):
	case want == '?' && got == '?' && strings.ContainsRune(marks, '？'): // punctuation tells full width from half
	default:
		c.addPlain("ending", Warning, at, "the English ends with "+quote(string(want))+", the text with "+quote(string(got)),
			"end it with "+quote(string(lang.FirstRune(marks))))
	}
}

// lastMark returns the last character of a text behind which only quotes, brackets and spaces stand, and where it stands; 0 for none.
func lastMark(s string) (rune, int) {
	for i := len(s); i > 0; {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
		if unicode.IsSpace(r) || lang.ClosesQuote(r) || lang.IsInvisible(r) || strings.ContainsRune("“„«", r) {
			continue
		}
		return r, i
	}
	return 0, 0
}

// endsAbbreviated reports whether the point at the end may belong to a short word: etc., p.m., mg.
func endsAbbreviated(s string) bool {
	r, at := lastMark(s)
	if r != '.' {
		return false
	}
	i := strings.LastIndexFunc(s[:at], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(/", r) })
	last := s[i+1 : at]
	return lang.PointAbbreviations.Has(strings.ToLower(last)) || strings.Contains(last, ".") && utf8.RuneCountInString(last) <= 6
}
