package catalog

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// maxBreaks is how many syntax errors of one file are reported. Behind each of them reading goes on at the next header.
const maxBreaks = 100

type itemKind uint8

const (
	itemBlank   itemKind = iota // one blank line, or more
	itemComment                 // a line of its own
	itemHeader
	itemList // [[header]]
	itemMember
	itemBroken // what cannot be read, up to the next header
)

// item is one expression of a TOML file.
type item struct {
	kind   itemKind
	offset int
	text   string   // of a comment, with its "#"; of itemBroken, what is wrong
	key    []string // of headers and members
	trail  string   // comment behind a header or member

	value       string
	raw         string
	valueOffset int
	valueKind   unstable.Kind
}

// scanTOML calls each with every expression of data in order, up to the header of which it wants no more. What it cannot read becomes an
// itemBroken.
func scanTOML(data []byte, each func(item) (more bool)) {
	s := tomlScanner{data: data, each: each}
	for range maxBreaks + 1 {
		if !s.run() {
			return
		}
	}
	each(item{kind: itemBroken, offset: s.base, text: "too many errors above: mend them first, the rest is not read"})
}

type tomlScanner struct {
	data []byte
	each func(item) (more bool)
	base int // where the parser's input begins
	end  int // of what was read, its line end not included
	p    unstable.Parser
}

// run reads up to the end or the first syntax error; it reports whether there is a header below that to go on at.
func (s *tomlScanner) run() (more bool) {
	s.p.KeepComments = true
	s.p.Reset(s.data[s.base:len(s.data):len(s.data)])
	for s.p.NextExpression() {
		it, end := s.item(s.p.Expression())
		lines := bytes.Count(s.data[s.end:it.offset], []byte{'\n'})
		if lines > 1 || lines == 1 && s.end == s.base {
			s.each(item{kind: itemBlank, offset: s.end})
		}
		s.end = end
		if !s.each(it) {
			return false
		}
	}
	if s.p.Error() == nil {
		return false
	}
	offset, msg := s.syntaxError(s.p.Error())
	s.each(item{kind: itemBroken, offset: offset, text: msg})
	i := bytes.Index(s.data[offset:], []byte("\n["))
	s.base = offset + i + 1
	s.end = s.base
	return i >= 0
}

// item copies what is needed out of a node, and returns the offset behind it too.
func (s *tomlScanner) item(e *unstable.Node) (it item, end int) {
	if e.Kind == unstable.Comment {
		it = item{kind: itemComment, offset: s.base + int(e.Raw.Offset), text: string(e.Data)}
		return it, it.offset + len(it.text)
	}
	for k := e.Key(); k.Next(); {
		raw := k.Node().Raw
		if it.key == nil {
			it.offset = s.base + int(raw.Offset)
		}
		it.key = append(it.key, string(k.Node().Data))
		end = s.base + int(raw.Offset+raw.Length)
	}
	if e.Kind == unstable.KeyValue {
		it.kind = itemMember
		v := e.Value()
		it.valueKind, it.value, it.raw = v.Kind, string(v.Data), string(s.p.Raw(v.Raw))
		it.valueOffset = s.base + int(v.Raw.Offset)
		end = s.base + int(e.Raw.Offset+e.Raw.Length)
	} else {
		it.kind = itemHeader
		it.offset = bytes.LastIndexByte(s.data[:it.offset], '[')
		end += bytes.IndexByte(s.data[end:], ']') + 1
		if e.Kind == unstable.ArrayTable {
			it.kind = itemList
			it.offset--
			end++
		}
	}
	if c := e.Next(); c.Valid() && c.Kind == unstable.Comment {
		it.trail = string(c.Data)
		end = s.base + int(c.Raw.Offset+c.Raw.Length)
	}
	return it, end
}

// syntaxError returns the place and the message of a syntax error.
func (s *tomlScanner) syntaxError(err error) (offset int, msg string) {
	offset, msg = len(s.data), err.Error()
	var perr *unstable.ParserError
	if errors.As(err, &perr) {
		offset = min(len(s.data), s.base+int(s.p.Range(perr.Highlight).Offset))
	}
	if r, n := utf8.DecodeRune(s.data[offset:]); r == utf8.RuneError && n == 1 {
		return offset, "this is not UTF-8: save the file as UTF-8"
	}
	return offset, msg
}
