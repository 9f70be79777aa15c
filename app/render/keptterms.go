package render

import (
	"html"
	"strings"

	"github.com/parlance/parlance/app/check/glossary"
)

// escapeKept writes a text as HTML, every kept term in an element that tells browsers and their translators to leave it alone.
func escapeKept(kept *glossary.KeptTerms, text string) string {
	var b strings.Builder
	end := 0
	for _, place := range kept.Find(text) {
		b.WriteString(html.EscapeString(text[end:place[0]]) + `<span translate="no">` + html.EscapeString(text[place[0]:place[1]]) + "</span>")
		end = place[1]
	}
	return b.String() + html.EscapeString(text[end:])
}
