package render

import "html"

// markup is HTML that may be sent as it stands: constants of this package and what its functions made of text. Text becomes markup
// by [escape] and [attr] alone, and the compiler refuses a string variable where markup is wanted.
type markup string

// escape returns text as markup that shows it, for the content of elements and for attributes in double quotes.
func escape(text string) markup { return markup(html.EscapeString(text)) }

// attr returns an attribute with a leading space.
func attr(name markup, value string) markup { return " " + name + `="` + escape(value) + `"` }
