package render

import (
	"strings"

	"github.com/parlance/parlance/app/check/glossary"
)

// escapeKept returns text as markup, every kept term in an element with translate="no".
func escapeKept(kept *glossary.KeptTerms, text string) markup {
	var b strings.Builder
	end := 0
	for _, at := range kept.Find(text) {
		b.WriteString(string(escape(text[end:at[0]]) + `<span translate="no">` + escape(text[at[0]:at[1]]) + "</span>"))
		end = at[1]
	}
	return markup(b.String()) + escape(text[end:])
}
