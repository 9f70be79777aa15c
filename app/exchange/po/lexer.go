package po

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

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

var (
	keywordPattern = regexp.MustCompile(`^[a-z_]+`)
	indexPattern   = regexp.MustCompile(`^\[([0-9]{1,3})\]`)
	escapePattern  = regexp.MustCompile(`^\\([abtnvfr"\\]|[0-7]{1,3}|x[0-9a-fA-F]{1,2})`)
)

const stringCut = "the string does not end: the file was cut short; get it again"

// next returns the next token.
func (l *lexer) next() (token, error) {
	rest := bytes.TrimLeft(l.Data[l.pos:], " \t\r\n\v\f")
	l.pos = len(l.Data) - len(rest)
	t := token{offset: l.pos, index: -1}
	if len(rest) == 0 {
		return t, nil
	}
	switch c := rest[0]; {
	case c == '#':
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		l.pos += len(line)
		t.kind, t.text = '#', strings.TrimRight(string(line), "\r")
		return t, nil
	case c == '"':
		t.kind = '"'
		return t, l.quoted(&t)
	case 'a' <= c && c <= 'z':
		t.kind = 'k'
		return t, l.keyword(&t)
	}
	r, _ := utf8.DecodeRune(rest)
	return t, l.Fault(l.pos, "%q cannot stand here: a PO file has comments, keywords and strings in quotation marks", string(r))
}

// keyword reads a keyword and its index.
func (l *lexer) keyword(t *token) error {
	t.text = string(keywordPattern.Find(l.Data[l.pos:]))
	l.pos += len(t.text)
	if !bytes.HasPrefix(l.Data[l.pos:], []byte("[")) {
		return nil
	}
	index := indexPattern.FindSubmatch(l.Data[l.pos:])
	if index == nil {
		return l.Fault(l.pos, "the number of a plural form is not complete: write %s[0]", t.text)
	}
	t.index, _ = strconv.Atoi(string(index[1]))
	l.pos += len(index[0])
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
	return l.Fault(t.offset, stringCut)
}

// escape reads an escape sequence of C from its backslash, and leaves pos at its last byte.
func (l *lexer) escape(b *strings.Builder) error {
	const named, meaning = `abtnvfr"\`, "\a\b\t\n\v\f\r\"\\"
	rest := l.Data[l.pos:min(len(l.Data), l.pos+4)]
	if len(rest) == 1 {
		return l.Fault(l.pos, stringCut)
	}
	sequence := string(escapePattern.Find(rest))
	var code uint64
	var err error
	switch i := strings.IndexByte(named, rest[1]); {
	case i >= 0:
		code = uint64(meaning[i])
	case rest[1] == 'x':
		code, err = strconv.ParseUint(strings.TrimPrefix(sequence, `\x`), 16, 8)
	default:
		code, err = strconv.ParseUint(strings.TrimPrefix(sequence, `\`), 8, 8)
	}
	if err != nil || code == 0 {
		return l.Fault(l.pos, `an escape that PO does not have: write \\ for a backslash`)
	}
	b.WriteByte(byte(code))
	l.pos += len(sequence) - 1
	return nil
}
