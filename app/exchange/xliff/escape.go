package xliff

import (
	"fmt"
	"strings"
)

// escape returns a text for an attribute, or for an element that cannot hold cp. A character that XML cannot hold (XML 1.0, section 2.2)
// becomes U+FFFD.
func escape(text string) string {
	return escapeFunc(text, func(rune) string { return "\uFFFD" })
}

// escapeCP returns a text for an element that can hold cp (source, target, data), so that no character is lost.
func escapeCP(text string) string {
	return escapeFunc(text, func(r rune) string { return fmt.Sprintf(`<cp hex="%04X"/>`, r) })
}

func escapeFunc(text string, invalid func(rune) string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\t' || r == '\n' || r == '\r' || r == 0x85 || r == 0x2028:
			fmt.Fprintf(&b, "&#x%X;", r)
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b.WriteString(invalid(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
