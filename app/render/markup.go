package render

import (
	"html"
	"strings"

	"github.com/parlance/parlance/app/check/glossary"
)

// markup is HTML that may be sent as it stands: constants of this package, and text that [escape] and [attr] made into markup.
type markup string

// escape returns text as markup that shows it, for the content of elements and for attributes in double quotes.
func escape(text string) markup { return markup(html.EscapeString(text)) }

// attr returns an attribute with a leading space.
func attr(name markup, value string) markup { return " " + name + `="` + escape(value) + `"` }

// escapeKept returns text as markup that shows it, very long words with places to break at, and every kept term in an element with translate="no".
func escapeKept(kept *glossary.KeptTerms, text string) markup {
	var b strings.Builder
	end := 0
	for _, at := range kept.Find(text) {
		b.WriteString(string(escape(Hyphenate(text[end:at[0]])) + `<span translate="no">` + escape(text[at[0]:at[1]]) + "</span>"))
		end = at[1]
	}
	return markup(b.String()) + escape(Hyphenate(text[end:]))
}
