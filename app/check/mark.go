package check

import "github.com/parlance/parlance/app/check/lang"

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
