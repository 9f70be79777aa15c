package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

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
