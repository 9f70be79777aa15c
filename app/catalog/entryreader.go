package catalog

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/parlance/parlance/app/store"
)

// maxBreaks is how many syntax errors of one file are reported. Behind each of them reading goes on at the next header.
const maxBreaks = 100

// entryReader makes entries of the expressions of a TOML file, and faults of what is wrong with them.
type entryReader struct {
	file   string
	data   []byte
	page   bool
	faults store.Faults
	parts  []part
	opaque bool // what is sound cannot be told apart from what is not

	table       []string // that the lines stand in
	respelled   bool     // an entry of it is written in another way than as a table
	toml        unstable.Parser
	base        int // where the parser's input begins
	end         int // of what was read, its line end not included
	line, start int // the line of the last position asked for, and where it begins
}

// part is an entry with the comments and blank lines below its last member, which may belong to it, to the next, or to none.
type part struct {
	*entry
	below []string
	skip  bool // what follows belongs to no entry
	meant bool // its header is one that TOML cannot read
	plain bool // of members with the whole key, or of an inline table: see [entryReader.otherSpelling]
}

type expression struct {
	*unstable.Node
	key         []string // of headers and members
	offset, end int
	trail       string // comment behind a header or member
}

// readEntries reads the entries of a file. The first part is what stands above the first of them.
func readEntries(file string, data []byte, page bool) *entryReader {
	r := &entryReader{file: file, data: data, page: page, parts: []part{{}}, line: 1}
	r.toml.KeepComments = true
	for range maxBreaks + 1 {
		if !r.read() {
			return r
		}
	}
	r.fault(r.base, "too many errors above: mend them first, the rest is not read")
	r.opaque = true
	return r
}

// read reads up to the end or the first syntax error, and reports whether there is a header below that to go on at.
func (r *entryReader) read() (more bool) {
	r.toml.Reset(r.data[r.base:len(r.data):len(r.data)])
	for r.toml.NextExpression() {
		e := r.expression(r.toml.Expression())
		p := &r.parts[len(r.parts)-1]
		if n := bytes.Count(r.data[r.end:e.offset], []byte{'\n'}); n > 1 || n == 1 && r.end == r.base {
			p.below = append(p.below, "")
		}
		r.end = e.end
		switch {
		case e.Kind == unstable.Comment:
			p.below = append(p.below, string(e.Data))
		case e.Kind == unstable.KeyValue:
			r.member(p, e)
			p = &r.parts[len(r.parts)-1]
			if r.swallowed(p) {
				return r.skipBroken(p.members[len(p.members)-1].offset)
			}
			if p.entry != nil {
				p.end, p.below = e.end, nil
			}
		case e.Kind == unstable.Table && len(r.parts) > MaxMessages:
			r.fault(e.offset, "more than %d messages: split the file", MaxMessages)
			r.opaque = true
			return false
		default:
			r.header(e)
		}
	}
	if r.toml.Error() == nil {
		return false
	}
	next, more := r.syntaxError(r.toml.Error())
	return more || r.skipBroken(next)
}

func (r *entryReader) expression(node *unstable.Node) expression {
	e := expression{Node: node}
	if e.Kind == unstable.Comment {
		e.offset = r.base + int(e.Raw.Offset)
		e.end = e.offset + len(e.Data)
		return e
	}
	for k := e.Key(); k.Next(); {
		raw := k.Node().Raw
		if e.key == nil {
			e.offset = r.base + int(raw.Offset)
		}
		e.key = append(e.key, string(k.Node().Data))
		e.end = r.base + int(raw.Offset+raw.Length)
	}
	if e.Kind == unstable.KeyValue {
		e.end = r.base + int(e.Raw.Offset+e.Raw.Length)
	} else {
		e.offset = bytes.LastIndexByte(r.data[:e.offset], '[')
		e.end += bytes.IndexByte(r.data[e.end:], ']') + 1
		if e.Kind == unstable.ArrayTable {
			e.offset--
			e.end++
		}
	}
	if c := e.Next(); c.Valid() && c.Kind == unstable.Comment {
		e.trail = string(c.Data)
		e.end = r.base + int(c.Raw.Offset+c.Raw.Length)
	}
	return e
}

func (r *entryReader) header(e expression) {
	key := strings.Join(e.key, ".")
	p := part{entry: &entry{key: key, offset: e.offset, end: e.end, trail: e.trail}}
	p.line, p.col = r.position(e.offset)
	msg := validateKey(key)
	if e.Kind == unstable.ArrayTable {
		p.key, p.skip, msg = "", true, "a list of tables: write the message as one table with single brackets, "+header(key)
		if key == "translation" {
			msg = "an entry as of go-i18n 1: in the place of [[translation]] write the key that stands behind id, between brackets, and other in the place of translation"
		}
	}
	if msg != "" {
		r.fault(e.offset, "%s", msg)
		p.bad = true
	}
	r.parts, r.table = append(r.parts, p), e.key
}

// checkTexts makes faults of what may not stand in the texts of an entry.
func (r *entryReader) checkTexts(e *entry) {
	for _, m := range e.members {
		for _, f := range validateText(m.value, r.page && m.name != "hash") {
			msg := f.msg
			if f.placeholder {
				msg = placeholderAdvice(m, e.source, r.page)
			} else {
				msg += visibleLine(m, r.page)
			}
			r.fault(m.offset+max(0, strings.Index(m.raw, f.at)), "%s: %s", m.name, msg)
			e.bad = true
		}
	}
}

func (r *entryReader) fault(offset int, format string, args ...any) {
	line, col := r.position(offset)
	r.faults = append(r.faults, &store.Fault{File: r.file, Line: line, Col: col, Msg: fmt.Sprintf(format, args...)})
}

// position returns the line and the column, in characters, of an offset. Asking in the order of the file reads the file once.
func (r *entryReader) position(offset int) (line, col int) {
	offset = min(offset, len(r.data))
	if offset >= r.start {
		between := r.data[r.start:offset]
		if n := bytes.Count(between, []byte{'\n'}); n > 0 {
			r.line += n
			r.start += bytes.LastIndexByte(between, '\n') + 1
		}
	} else {
		r.line -= bytes.Count(r.data[offset:r.start], []byte{'\n'})
		r.start = bytes.LastIndexByte(r.data[:offset], '\n') + 1
	}
	return r.line, 1 + utf8.RuneCount(r.data[r.start:offset])
}
