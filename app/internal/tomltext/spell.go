// Package tomltext spells texts as TOML strings, and explains a TOML file that cannot be read by what a person did to it (R46).
//
// It promises: a message names no byte and no rule of TOML, but a quotation mark, a tab, a date; and a line that it shows as mended
// is one that TOML reads.
package tomltext

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Quote returns a text as a TOML string, in the spelling that is easiest to read and to edit.
func Quote(text string) string {
	switch {
	case strings.ContainsFunc(text, MustEscape):
	case strings.Contains(text, "\n"):
		if !strings.Contains(text, "'''") && !strings.HasSuffix(text, "'") {
			return "'''\n" + text + "'''"
		}
	case strings.ContainsAny(text, `"\`) && !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return QuoteBasic(text)
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
		case MustEscape(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// MustEscape reports whether a character cannot stand in a literal string, or would be invisible there.
func MustEscape(r rune) bool {
	return r != '\n' && (unicode.IsControl(r) || r == '\uFEFF' || '\u202A' <= r && r <= '\u202E' || r == '\u2028' || r == '\u2029')
}

// Unquote returns the text of a TOML string; ok is false where s is anything else.
func Unquote(s string) (text string, ok bool) {
	var p unstable.Parser
	p.Reset([]byte("x = " + s))
	if !p.NextExpression() || p.Expression().Kind != unstable.KeyValue {
		return "", false
	}
	v := p.Expression().Value()
	return string(v.Data), v.Kind == unstable.String && int(v.Raw.Length) == len(s)
}
