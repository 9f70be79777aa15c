package segment

import (
	"strings"
	"unicode"
)

// Words returns how many words of a Markdown text a reader sees. A word is what is between white space and holds a letter or a
// digit.
func Words(text string) int {
	run := fastInline(text)
	if run == nil {
		run, _ = inlineLine(text)
	}
	if run != nil {
		text = run.PlainText()
	}
	return countWords(text)
}

func countWords(plain string) int {
	n := 0
	for word := range strings.FieldsSeq(plain) {
		if strings.ContainsFunc(word, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
			n++
		}
	}
	return n
}
