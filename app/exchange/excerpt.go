package exchange

import (
	"strings"
	"unicode"
)

// Excerpt returns a text as a message shows it: at most 60 characters, and "…" for the rest.
func Excerpt(text string) string {
	const limit = 60
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit]) + "…"
	}
	return text
}

// OneLine returns a text that fits into a comment or a header: control characters are spaces, and it is UTF-8.
func OneLine(text string) string {
	return strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text), "\uFFFD")
}
