package exchange

import (
	"strings"
	"unicode"
)

// Excerpt returns a text as messages quote it: its first 60 characters, and "…" if there are more.
func Excerpt(text string) string {
	const limit = 60
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}

// OneLine returns a text for a comment or a header, which have one line: control characters become spaces, and invalid UTF-8 U+FFFD.
func OneLine(text string) string {
	return strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text), "\uFFFD")
}
