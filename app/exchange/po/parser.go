package po

import (
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/exchange"
)

// entry is one entry of a PO file (gettext manual, section "The Format of PO Files").
type entry struct {
	context, id, plural *string
	strs                []string // msgstr, or msgstr[0] and so on
	comments, notes     []string // of the translator ("#") and extracted ("#.")
	references          []string // "#:"
	fuzzy               bool
	offset              int // of its first keyword; -1 while there are only comments
}

// isHeader reports whether the entry is the header of the file.
func (e *entry) isHeader() bool { return e.context == nil && e.id != nil && *e.id == "" }

// parser makes entries of tokens.
type parser struct {
	lexer
	entries []*entry
	entry   *entry  // the one being read
	target  *string // where the strings that follow go; nil for the last of entry.strs
	text    []byte  // those strings
	pending bool    // a keyword has had no string yet
}

// parse returns all entries except obsolete ones ("#~").
func parse(in *exchange.Input) ([]*entry, error) {
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
		switch t.kind {
		case 0:
			return p.entries, p.finish(t.offset)
		case '#':
			err = p.comment(t)
		case 'k':
			err = p.keyword(t)
		case '"':
			err = p.str(t)
		}
		if err != nil {
			return nil, err
		}
	}
}

// reset begins a new entry.
func (p *parser) reset() {
	p.entry, p.target = &entry{offset: -1}, nil
}

// flush stores the strings that were read.
func (p *parser) flush() {
	switch {
	case p.target != nil:
		*p.target = string(p.text)
	case len(p.entry.strs) > 0:
		p.entry.strs[len(p.entry.strs)-1] = string(p.text)
	}
	p.text = p.text[:0]
}

// finish ends the entry being read. offset is where the next one begins.
func (p *parser) finish(offset int) error {
	p.flush()
	e := p.entry
	p.reset()
	if e.offset < 0 {
		return nil
	}
	if len(e.strs) == 0 {
		return p.Fault(offset, "the entry before has no msgstr: the file was cut short; get it again")
	}
	texts := append([]string{}, e.strs...)
	for _, t := range []*string{e.context, e.id, e.plural} {
		if t != nil {
			texts = append(texts, *t)
		}
	}
	for _, t := range texts {
		if !utf8.ValidString(t) {
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
func (p *parser) comment(t token) error {
	if len(p.entry.strs) > 0 {
		if err := p.finish(t.offset); err != nil {
			return err
		}
	}
	mark, text := t.text, ""
	if len(t.text) > 1 {
		mark, text = t.text[:2], t.text[2:]
	}
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
		p.entry.notes = append(p.entry.notes, strings.TrimPrefix(text, " "))
	case "#:":
		p.entry.references = append(p.entry.references, strings.Fields(text)...)
	case "#|", "#=":
	default:
		p.entry.comments = append(p.entry.comments, strings.TrimPrefix(strings.TrimPrefix(t.text, "#"), " "))
	}
	return nil
}

// keyword reads a keyword; the parser's target is then where its strings go.
func (p *parser) keyword(t token) error {
	first := t.text == "msgctxt" || t.text == "msgid"
	if first && len(p.entry.strs) > 0 {
		if err := p.finish(t.offset); err != nil {
			return err
		}
	} else {
		p.flush()
	}
	e := p.entry
	if e.offset < 0 {
		e.offset = t.offset
	}
	p.target = new(string)
	ok := false
	switch {
	case t.text == "msgctxt" && t.index < 0:
		ok = e.context == nil && e.id == nil
		e.context = p.target
	case t.text == "msgid" && t.index < 0:
		ok = e.id == nil
		e.id = p.target
	case t.text == "msgid_plural" && t.index < 0:
		ok = e.id != nil && e.plural == nil && len(e.strs) == 0
		e.plural = p.target
	case t.text == "msgstr" && t.index < 0:
		ok = e.id != nil && e.plural == nil && len(e.strs) == 0
		e.strs, p.target = append(e.strs, ""), nil
	case t.text == "msgstr":
		ok = e.id != nil && e.plural != nil && len(e.strs) == t.index
		e.strs, p.target = append(e.strs, ""), nil
	}
	if !ok {
		return p.Fault(t.offset, "%s cannot stand here: an entry is msgctxt, msgid, msgstr, each once, or with msgid_plural and msgstr[0], msgstr[1] …", exchange.Excerpt(t.text))
	}
	p.pending = true
	return nil
}

func (p *parser) str(t token) error {
	if p.target == nil && len(p.entry.strs) == 0 {
		return p.Fault(t.offset, "a string without a keyword before it: put msgid or msgstr there")
	}
	p.pending = false
	p.text = append(p.text, t.text...)
	return nil
}
