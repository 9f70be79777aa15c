package catalog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"
)

// bytes returns the layout as a file: entries a blank line apart, and the trailers below them.
func (m *layout) bytes() []byte {
	var file bytes.Buffer
	block := func(lines []string) {
		if len(lines) > 0 && file.Len() > 0 {
			file.WriteByte('\n')
		}
		for _, l := range lines {
			file.WriteString(l)
			file.WriteByte('\n')
		}
	}
	block(m.head)
	for i, e := range m.entries {
		above := e.above()
		if i == 0 { // what stands above a blank line and all of the tool's belongs to the file: see [splitHead]
			n := slices.IndexFunc(append(above, markNote), hasMark)
			above = append(slices.DeleteFunc(slices.Clone(above[:n]), isBlank), above[n:]...)
		}
		block(e.appendTable(above))
	}
	for _, t := range m.trailers {
		block(t.lines)
		if t.obsolete != nil {
			table := strings.Split(strings.Join(t.obsolete.appendTable(nil), "\n"), "\n")
			block(append(t.obsolete.above(), markLines(markPrevious, table)...))
		}
	}
	return file.Bytes()
}

func isBlank(line string) bool { return line == "" }

// above returns the lines above an entry's header.
func (e *entry) above() []string {
	lines := append(make([]string, 0, 16), e.comments[atNote]...)
	lines = append(append(lines, markLines(markNote, e.notes)...), e.comments[atSource]...)
	if !e.source.Empty() {
		lines = append(lines, markForms(markSource, e.source)...)
	}
	for _, p := range e.pairs {
		lines = append(append(lines, p.before...), p.lines()...)
	}
	lines = append(append(lines, e.comments[atSuggestion]...), markLines(markSuggestion, e.suggestions)...)
	return append(lines, e.comments[atHeader]...)
}

// lines returns the comment lines of a previous translation.
func (p Previous) lines() []string {
	return append(markForms(markOld, p.Source), markForms(markPrevious, p.Text)...)
}

// appendTable appends the header and what is below it: comments, and members, which may be of several lines.
func (e *entry) appendTable(lines []string) []string {
	if e.body != "" {
		return append(append(lines, strings.Split(e.body, "\n")...), e.after...)
	}
	lines = append(lines, withMark(header(e.key), e.trail))
	for i := range e.members {
		m := &e.members[i]
		lines = append(append(lines, m.before...), withMark(m.name+" = "+m.raw, m.trail))
	}
	return append(lines, e.after...)
}

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
	return string(v.Data), v.Kind == unstable.String && int(v.Raw.Length) == len(s)
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
