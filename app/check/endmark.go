package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// stops are the marks that end a statement in some language.
const stops = ".。।۔．。"

// ending compares how both texts end: with a full stop, a question mark, a colon or nothing.
func (c *checker) ending() {
	if len(c.lang.EndMarks) == 0 {
		return
	}
	want := c.src.end
	got, at := lastMark(c.dst.prose)
	if want == 0 || got == 0 || c.src.short {
		return
	}
	if want == '…' || !strings.ContainsRune(".?!:", want) {
		if strings.ContainsRune(stops, got) && !strings.ContainsRune(stops, want) && want != '…' && want != lang.Masked && !abbreviated(c.dst.prose) {
			c.reportSeen("ending", Warning, at, "the text ends with "+quote(string(got))+", the English with no mark", "leave the mark out")
		}
		return
	}
	marks, ok := c.lang.EndMarks[want]
	if !ok {
		return
	}
	if strings.ContainsRune(marks, got) || strings.ContainsRune(marks, '-') && !strings.ContainsRune(".?!:？！：。", got) {
		return
	}
	if want == '?' && strings.ContainsRune(marks, '？') && got == '?' { // full width or not is for punctuation
		return
	}
	first, _ := utf8.DecodeRuneInString(marks)
	c.reportSeen("ending", Warning, at, "the English ends with "+quote(string(want))+", the text with "+quote(string(got)), "end it with "+quote(string(first)))
}

// lastMark gives the last character of a text behind which only quotes, brackets and spaces stand.
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

// abbreviated says whether the point at the end may belong to a short word: etc., p.m., mg.
func abbreviated(s string) bool {
	r, at := lastMark(s)
	if r != '.' {
		return false
	}
	i := strings.LastIndexFunc(s[:at], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(/", r) })
	last := s[i+1 : at]
	switch strings.ToLower(last) {
	case "etc", "usw", "ecc", "dr", "mr", "mrs", "no", "vs", "approx", "inc", "ltd", "jr", "st", "и т. д", "т.д", "вб":
		return true
	}
	return strings.Contains(last, ".") && utf8.RuneCountInString(last) <= 6
}
