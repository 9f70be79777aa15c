package xliff

import (
	"fmt"
	"strings"
)

// escape writes a text for an attribute or for an element that has no cp. A character that XML cannot hold becomes U+FFFD.
func escape(text string) string {
	return escaped(text, func(rune) string { return "\uFFFD" })
}

// inXML writes a text for an element that may have cp (source, target, data): nothing is lost.
func inXML(text string) string {
	return escaped(text, func(r rune) string { return fmt.Sprintf(`<cp hex="%04X"/>`, r) })
}

func escaped(text string, impossible func(rune) string) string {
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
			b.WriteString(impossible(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
