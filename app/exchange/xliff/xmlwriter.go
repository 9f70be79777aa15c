package xliff

import (
	"fmt"
	"strings"
	"sync"
)

type writer struct {
	strings.Builder
	target     string
	categories []string
	depth      int
}

// open writes the start tag of an element that holds elements, on a line of its own.
func (w *writer) open(name string, attributes ...string) {
	w.line(tag(name, attributes...))
	w.depth++
}

func (w *writer) end(name string) {
	w.depth--
	w.line("</" + name + ">")
}

func (w *writer) line(s string) {
	w.WriteString(strings.Repeat("  ", w.depth) + s + "\n")
}

// tag returns a start tag. Attributes without a value are left out.
func tag(name string, attributes ...string) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			b.WriteString(" " + attributes[i] + `="` + escape(attributes[i+1]) + `"`)
		}
	}
	return b.String() + ">"
}

// escape returns a text for an attribute, or for an element that cannot hold cp. A character that XML cannot hold becomes U+FFFD.
func escape(text string) string {
	return escapeCP(strings.Map(func(r rune) rune {
		if invalidInXML(r) {
			return '\uFFFD'
		}
		return r
	}, text))
}

// escapeCP returns a text for an element that can hold cp (source, target, data), so that no character is lost.
func escapeCP(text string) string { return escapes().Replace(text) }

var escapes = sync.OnceValue(func() *strings.Replacer {
	pairs := []string{"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;",
		"\u0085", "&#x85;", "\u2028", "&#x2028;", "\uFFFE", `<cp hex="FFFE"/>`, "\uFFFF", `<cp hex="FFFF"/>`}
	for c := range ' ' {
		pairs = append(pairs, string(c), fmt.Sprintf(`<cp hex="%04X"/>`, c))
	}
	return strings.NewReplacer(pairs...) // of equal ones the first counts
})

// invalidInXML reports whether XML cannot hold a character (XML 1.0, section 2.2).
func invalidInXML(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
