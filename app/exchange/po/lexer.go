package po

import (
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/exchange"
)

// poToken is a comment, a keyword with its index, or a string.
type poToken struct {
	kind   byte   // '#', 'k', '"', or 0 at the end
	text   string // the comment with its mark, the keyword, the string's text
	index  int    // of msgstr[index]; -1 without one
	offset int
}

// poScanner cuts a PO file into tokens. They may stand on lines as they like, as gettext reads them.
type poScanner struct {
	*exchange.Input
	pos int
}

func (s *poScanner) next() (poToken, error) {
	for s.pos < len(s.Data) && strings.IndexByte(" \t\r\n\v\f", s.Data[s.pos]) >= 0 {
		s.pos++
	}
	t := poToken{offset: s.pos, index: -1}
	if s.pos == len(s.Data) {
		return t, nil
	}
	switch c := s.Data[s.pos]; {
	case c == '#':
		t.kind, t.text = '#', strings.TrimRight(s.line(), "\r")
		return t, nil
	case c == '"':
		t.kind = '"'
		return t, s.str(&t)
	case 'a' <= c && c <= 'z':
		t.kind = 'k'
		return t, s.keyword(&t)
	}
	return t, s.Fault(s.pos, "%q cannot stand here: a PO file has comments, keywords and strings in quotation marks", s.rune())
}

func (s *poScanner) line() string {
	start := s.pos
	for s.pos < len(s.Data) && s.Data[s.pos] != '\n' {
		s.pos++
	}
	return string(s.Data[start:s.pos])
}

func (s *poScanner) rune() string {
	for _, r := range string(s.Data[s.pos:min(len(s.Data), s.pos+4)]) {
		return string(r)
	}
	return ""
}

func (s *poScanner) keyword(t *poToken) error {
	start := s.pos
	for s.pos < len(s.Data) && (s.Data[s.pos] >= 'a' && s.Data[s.pos] <= 'z' || s.Data[s.pos] == '_') {
		s.pos++
	}
	t.text = string(s.Data[start:s.pos])
	if s.pos == len(s.Data) || s.Data[s.pos] != '[' {
		return nil
	}
	end := s.pos + 1
	for end < len(s.Data) && end < s.pos+4 && s.Data[end] >= '0' && s.Data[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(string(s.Data[s.pos+1 : end]))
	if err != nil || end == len(s.Data) || s.Data[end] != ']' {
		return s.Fault(s.pos, "the number of a plural form is not complete: write %s[0]", t.text)
	}
	t.index, s.pos = n, end+1
	return nil
}

// str reads one string in quotation marks.
func (s *poScanner) str(t *poToken) error {
	var b strings.Builder
	for s.pos++; s.pos < len(s.Data); s.pos++ {
		switch c := s.Data[s.pos]; c {
		case '"':
			s.pos++
			t.text = b.String()
			return nil
		case '\n':
			return s.Fault(t.offset, "the string has no closing quotation mark on its line: add it, or get the file again if it was cut short")
		case '\\':
			if err := s.escape(&b); err != nil {
				return err
			}
		default:
			b.WriteByte(c)
		}
	}
	return s.Fault(t.offset, "the string does not end: the file was cut short; get it again")
}

// escape reads an escape of C that starts at the backslash, and leaves pos at its last byte.
func (s *poScanner) escape(b *strings.Builder) error {
	const named, means = `abtnvfr"\`, "\a\b\t\n\v\f\r\"\\"
	start := s.pos
	if s.pos++; s.pos == len(s.Data) {
		return s.Fault(start, "the string does not end: the file was cut short; get it again")
	}
	if i := strings.IndexByte(named, s.Data[s.pos]); i >= 0 {
		b.WriteByte(means[i])
		return nil
	}
	digits, base, from, most := "01234567", 8, s.pos, 3
	if s.Data[s.pos] == 'x' {
		digits, base, from, most = "0123456789abcdefABCDEF", 16, s.pos+1, 2
	}
	end := from
	for end < len(s.Data) && end < from+most && strings.IndexByte(digits, s.Data[end]) >= 0 {
		end++
	}
	n, err := strconv.ParseUint(string(s.Data[from:end]), base, 8)
	if err != nil || n == 0 {
		return s.Fault(start, `an escape that PO does not have: write \\ for a backslash`)
	}
	b.WriteByte(byte(n))
	s.pos = end - 1
	return nil
}
