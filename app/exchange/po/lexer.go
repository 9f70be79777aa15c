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
	keywordPattern = regexp.MustCompile(`^([a-z_]+)(?:\[([0-9]{1,3})\])?`)
	escapePattern  = regexp.MustCompile(`^\\([0-7]{1,3}|x[0-9a-fA-F]{1,2})`)
)

const stringCut = "the string does not end: the file was cut short; get it again"

func (l *lexer) next() (token, error) {
	rest := bytes.TrimLeft(l.Data[l.pos:], " \t\r\n\v\f")
	l.pos = len(l.Data) - len(rest)
	t := token{offset: l.pos, index: -1}
	if len(rest) == 0 {
		return t, nil
	}
	var err error
	switch c := rest[0]; {
	case c == '#':
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		l.pos += len(line)
		t.kind, t.text = '#', strings.TrimRight(string(line), "\r")
	case c == '"':
		t.kind = '"'
		t.text, err = l.quoted()
	case 'a' <= c && c <= 'z':
		found := keywordPattern.FindSubmatch(rest)
		l.pos += len(found[0])
		t.kind, t.text = 'k', string(found[1])
		if len(found[2]) > 0 {
			t.index, _ = strconv.Atoi(string(found[2]))
		} else if bytes.HasPrefix(l.Data[l.pos:], []byte("[")) {
			err = l.Fault(l.pos, "the number of a plural form is not complete: write %s[0]", t.text)
		}
	default:
		r, _ := utf8.DecodeRune(rest)
		err = l.Fault(l.pos, "%q cannot stand here: a PO file has comments, keywords and strings in quotation marks", string(r))
	}
	return t, err
}

func (l *lexer) quoted() (string, error) {
	var b strings.Builder
	start := l.pos
	for l.pos++; l.pos < len(l.Data); l.pos++ {
		switch c := l.Data[l.pos]; c {
		case '"':
			l.pos++
			return b.String(), nil
		case 0:
			return "", l.Fault(l.pos, "a NUL character stands in the text: write it anew")
		case '\n':
			return "", l.Fault(start, "the string has no closing quotation mark on its line: add it, or get the file again if it was cut short")
		case '\\':
			code, err := l.escape()
			if err != nil {
				return "", err
			}
			b.WriteByte(code)
		default:
			b.WriteByte(c)
		}
	}
	return "", l.Fault(start, stringCut)
}

// escape reads an escape sequence of C from its backslash, and leaves pos at its last byte.
func (l *lexer) escape() (byte, error) {
	const named, meaning = `abtnvfr"\`, "\a\b\t\n\v\f\r\"\\"
	rest := l.Data[l.pos:min(len(l.Data), l.pos+4)]
	if len(rest) == 1 {
		return 0, l.Fault(l.pos, stringCut)
	}
	if i := strings.IndexByte(named, rest[1]); i >= 0 {
		l.pos++
		return meaning[i], nil
	}
	sequence := escapePattern.Find(rest)
	code, err := strconv.ParseUint("0"+strings.TrimPrefix(string(sequence), `\`), 0, 8) // as Go writes it: 0101, 0x41
	if err != nil || code == 0 {
		return 0, l.Fault(l.pos, `an escape that PO does not have: write \\ for a backslash`)
	}
	l.pos += len(sequence) - 1
	return byte(code), nil
}
