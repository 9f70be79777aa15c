package segment

import (
	"strings"
	"unicode"
)

// Words returns how many words of a Markdown text a reader sees. A word is what stands between white space and holds a letter or a
// digit.
func Words(text string) int {
	if run := fastInline(text); run != nil {
		return countWords(run.PlainText())
	}
	if run, err := inline(parsers.line, text); err == nil {
		return countWords(run.PlainText())
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
