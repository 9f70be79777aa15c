package po

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/exchange"
)

// entry is one entry of a PO file (gettext manual, section "The Format of PO Files"). A keyword that it lacks is nil.
type entry struct {
	context, id, plural []byte
	strs                [][]byte // msgstr, or msgstr[0] and so on
	comments, notes     []string // of the translator ("#") and extracted ("#.")
	references          []string // "#:"
	fuzzy               bool
	pieces              int // strings of the last keyword
	offset              int // of its first keyword; -1 while there are only comments
}

func (e *entry) isHeader() bool { return e.context == nil && e.id != nil && len(e.id) == 0 }

type parser struct {
	lexer
	entries []*entry
	entry   *entry  // the one being read
	target  *[]byte // what the strings that follow are appended to
	pending bool    // a keyword has had no string yet
}

// parse returns all entries except obsolete ones ("#~").
func parse(in *exchange.Input) ([]*entry, error) {
	if err := in.CheckUTF8(); err != nil {
		return nil, err
	}
	if offset := bytes.IndexByte(in.Data, 0); offset >= 0 {
		return nil, in.Fault(offset, "a NUL character: the file is no PO file in UTF-8")
	}
	p := parser{lexer: lexer{Input: in}}
	p.reset()
	for {
		t, err := p.next()
		if err != nil {
			return nil, err
		}
		if p.pending && t.kind != '"' {
			return nil, p.Fault(t.offset, "a string in quotation marks is missing here")
		}
		begins := t.kind == '#' || t.kind == 'k' && (t.text == "msgctxt" || t.text == "msgid")
		if t.kind == 0 || begins && len(p.entry.strs) > 0 {
			err = p.finish(t.offset)
		}
		switch {
		case err != nil:
			return nil, err
		case t.kind == 0:
			return p.entries, nil
		case t.kind == '#':
			p.comment(t.text)
		case t.kind == 'k':
			err = p.keyword(t)
		case p.target == nil:
			err = p.Fault(t.offset, "a string without a keyword before it: put msgid or msgstr there")
		default:
			*p.target, p.pending = append(*p.target, t.text...), false
			p.entry.pieces++
		}
		if err != nil {
			return nil, err
		}
	}
}

func (p *parser) reset() {
	p.entry, p.target = &entry{offset: -1}, nil
}

// finish ends the entry being read. offset is where the next one begins.
func (p *parser) finish(offset int) error {
	e := p.entry
	p.reset()
	if e.offset < 0 {
		return nil
	}
	if len(e.strs) == 0 {
		return p.Fault(offset, "the entry before has no msgstr: the file was cut short; get it again")
	}
	for _, text := range append([][]byte{e.context, e.id, e.plural}, e.strs...) {
		if !utf8.Valid(text) {
			return p.Fault(e.offset, "escapes in this entry give bytes that are not UTF-8: write the characters themselves")
		}
	}
	if len(p.entries) > exchange.MaxUnits {
		return p.Fault(e.offset, "more than %d entries: split the file", exchange.MaxUnits)
	}
	p.entries = append(p.entries, e)
	return nil
}

// comment reads a comment, which belongs to the entry after it.
func (p *parser) comment(line string) {
	mark := line[:min(2, len(line))]
	text := strings.TrimPrefix(line[len(mark):], " ")
	switch mark {
	case "#~":
		if p.entry.offset < 0 {
			p.reset() // the comments before belong to the obsolete entry
		}
	case "#,":
		for flag := range strings.SplitSeq(text, ",") {
			p.entry.fuzzy = p.entry.fuzzy || strings.TrimSpace(flag) == "fuzzy"
		}
	case "#.":
		p.entry.notes = append(p.entry.notes, text)
	case "#:":
		p.entry.references = append(p.entry.references, strings.Fields(text)...)
	case "#|", "#=":
	default:
		p.entry.comments = append(p.entry.comments, strings.TrimPrefix(line[1:], " "))
	}
}

// keyword reads a keyword; the parser's target is then where its strings go.
func (p *parser) keyword(t token) error {
	e, ok := p.entry, false
	if e.offset < 0 {
		e.offset = t.offset
	}
	switch {
	case t.text == "msgctxt" && t.index < 0:
		ok, p.target = e.context == nil && e.id == nil, &e.context
	case t.text == "msgid" && t.index < 0:
		ok, p.target = e.id == nil, &e.id
	case t.text == "msgid_plural" && t.index < 0:
		ok, p.target = e.id != nil && e.plural == nil && len(e.strs) == 0, &e.plural
	case t.text == "msgstr":
		single := e.id != nil && e.plural == nil && len(e.strs) == 0
		ok = single && t.index < 0 || e.plural != nil && len(e.strs) == t.index
		e.strs = append(e.strs, nil)
		p.target = &e.strs[len(e.strs)-1]
	}
	if !ok {
		return p.Fault(t.offset, "%s cannot stand here: an entry is msgctxt, msgid, msgstr, each once, or with msgid_plural and msgstr[0], msgstr[1] …", exchange.Excerpt(t.text))
	}
	*p.target, p.pending, e.pieces = []byte{}, true, 0
	return nil
}
