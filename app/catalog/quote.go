package catalog

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"
)

// quoteValue returns a text as a TOML string, in the spelling that is easiest to read and to edit.
func quoteValue(text string) string {
	switch {
	case strings.ContainsFunc(text, mustEscape):
	case strings.Contains(text, "\n"):
		if !strings.Contains(text, "'''") && !strings.HasSuffix(text, "'") {
			return "'''\n" + text + "'''"
		}
	case strings.ContainsAny(text, `"\`) && !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return QuoteBasic(text)
}

// mustEscape reports whether a character cannot stand in a literal string, or would be invisible there.
func mustEscape(r rune) bool {
	return r != '\n' && (unicode.IsControl(r) || r == '\uFEFF' || forbiddenBidi(r) || r == '\u2028' || r == '\u2029')
}

// QuoteBasic returns a text as a TOML basic string on one line. What cannot be seen stands as its number.
func QuoteBasic(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case mustEscape(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// unquoteTOML returns the text of a TOML string; ok is false where s is anything else.
func unquoteTOML(s string) (text string, ok bool) {
	var p unstable.Parser
	p.Reset([]byte("x = " + s))
	if !p.NextExpression() || p.Expression().Kind != unstable.KeyValue {
		return "", false
	}
	v := p.Expression().Value()
	if v.Kind != unstable.String || int(v.Raw.Length) != len(s) {
		return "", false
	}
	return string(v.Data), true
}

// header returns a key as the header of a table, with the parts quoted that TOML wants quoted.
func header(key string) string {
	parts := strings.Split(key, ".")
	for i, p := range parts {
		if p == "" || !bareKey(p) {
			parts[i] = QuoteBasic(p)
		}
	}
	return "[" + strings.Join(parts, ".") + "]"
}

// bareKey reports whether TOML takes part of a key without quotation marks.
func bareKey(part string) bool {
	for i := range len(part) {
		if c := part[i]; c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
