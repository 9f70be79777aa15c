package po

import (
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/exchange"
)

// token is a comment, a keyword with its index, or a string.
type token struct {
	kind   byte   // '#' for a comment, 'k' for a keyword, '"' for a string, 0 at the end
	text   string // the comment with its mark, the keyword, the string's text
	index  int    // of msgstr[index]; -1 without one
	offset int
}

// lexer cuts a PO file into tokens. As in gettext, line ends mean nothing between tokens, except after a comment.
type lexer struct {
	*exchange.Input
	pos int
}

// next returns the next token.
func (l *lexer) next() (token, error) {
	for l.pos < len(l.Data) && strings.IndexByte(" \t\r\n\v\f", l.Data[l.pos]) >= 0 {
		l.pos++
	}
	t := token{offset: l.pos, index: -1}
	if l.pos == len(l.Data) {
		return t, nil
	}
	switch c := l.Data[l.pos]; {
	case c == '#':
		t.kind, t.text = '#', strings.TrimRight(l.line(), "\r")
		return t, nil
	case c == '"':
		t.kind = '"'
		return t, l.quoted(&t)
	case 'a' <= c && c <= 'z':
		t.kind = 'k'
		return t, l.keyword(&t)
	}
	return t, l.Fault(l.pos, "%q cannot stand here: a PO file has comments, keywords and strings in quotation marks", l.rune())
}

// line returns the rest of the line.
func (l *lexer) line() string {
	start := l.pos
	for l.pos < len(l.Data) && l.Data[l.pos] != '\n' {
		l.pos++
	}
	return string(l.Data[start:l.pos])
}

// rune returns the character at pos.
func (l *lexer) rune() string {
	for _, r := range string(l.Data[l.pos:min(len(l.Data), l.pos+4)]) {
		return string(r)
	}
	return ""
}

// keyword reads a keyword and its index.
func (l *lexer) keyword(t *token) error {
	start := l.pos
	for l.pos < len(l.Data) && (l.Data[l.pos] >= 'a' && l.Data[l.pos] <= 'z' || l.Data[l.pos] == '_') {
		l.pos++
	}
	t.text = string(l.Data[start:l.pos])
	if l.pos == len(l.Data) || l.Data[l.pos] != '[' {
		return nil
	}
	end := l.pos + 1
	for end < len(l.Data) && end < l.pos+4 && l.Data[end] >= '0' && l.Data[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(string(l.Data[l.pos+1 : end]))
	if err != nil || end == len(l.Data) || l.Data[end] != ']' {
		return l.Fault(l.pos, "the number of a plural form is not complete: write %s[0]", t.text)
	}
	t.index, l.pos = n, end+1
	return nil
}

// quoted reads a string in quotation marks.
func (l *lexer) quoted(t *token) error {
	var b strings.Builder
	for l.pos++; l.pos < len(l.Data); l.pos++ {
		switch c := l.Data[l.pos]; c {
		case '"':
			l.pos++
			t.text = b.String()
			return nil
		case '\n':
			return l.Fault(t.offset, "the string has no closing quotation mark on its line: add it, or get the file again if it was cut short")
		case '\\':
			if err := l.escape(&b); err != nil {
				return err
			}
		default:
			b.WriteByte(c)
		}
	}
	return l.Fault(t.offset, "the string does not end: the file was cut short; get it again")
}

// escape reads an escape sequence of C from its backslash, and leaves pos at its last byte.
func (l *lexer) escape(b *strings.Builder) error {
	const named, means = `abtnvfr"\`, "\a\b\t\n\v\f\r\"\\"
	start := l.pos
	if l.pos++; l.pos == len(l.Data) {
		return l.Fault(start, "the string does not end: the file was cut short; get it again")
	}
	if i := strings.IndexByte(named, l.Data[l.pos]); i >= 0 {
		b.WriteByte(means[i])
		return nil
	}
	digits, base, from, limit := "01234567", 8, l.pos, 3
	if l.Data[l.pos] == 'x' {
		digits, base, from, limit = "0123456789abcdefABCDEF", 16, l.pos+1, 2
	}
	end := from
	for end < len(l.Data) && end < from+limit && strings.IndexByte(digits, l.Data[end]) >= 0 {
		end++
	}
	n, err := strconv.ParseUint(string(l.Data[from:end]), base, 8)
	if err != nil || n == 0 {
		return l.Fault(start, `an escape that PO does not have: write \\ for a backslash`)
	}
	b.WriteByte(byte(n))
	l.pos = end - 1
	return nil
}
