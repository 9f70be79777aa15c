package po

import (
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/exchange"
)

// poEntry is one entry of a PO file.
type poEntry struct {
	context, id, plural *string
	strs                []string // msgstr, or msgstr[0] and so on
	comments, notes     []string
	references          []string
	fuzzy               bool
	offset              int // of its first keyword; -1 while there are comments only
}

func (e *poEntry) header() bool { return e.context == nil && e.id != nil && *e.id == "" }

// poParser puts tokens together to entries.
type poParser struct {
	poScanner
	entries []*poEntry
	entry   *poEntry
	last    *string // what the strings that follow are for; nil for the last of entry.strs
	text    []byte  // those strings
	empty   bool    // a keyword stands there without a string yet
}

// parsePO reads all entries. Obsolete ones ("#~") are left out.
func parsePO(in *exchange.Input) ([]*poEntry, error) {
	p := poParser{poScanner: poScanner{Input: in}}
	p.reset()
	for {
		t, err := p.next()
		if err != nil {
			return nil, err
		}
		if p.empty && t.kind != '"' {
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

func (p *poParser) reset() {
	p.entry, p.last = &poEntry{offset: -1}, nil
}

// flush puts the strings that were read where they belong.
func (p *poParser) flush() {
	switch {
	case p.last != nil:
		*p.last = string(p.text)
	case len(p.entry.strs) > 0:
		p.entry.strs[len(p.entry.strs)-1] = string(p.text)
	}
	p.text = p.text[:0]
}

// finish ends the entry that was being read.
func (p *poParser) finish(offset int) error {
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

func (p *poParser) comment(t poToken) error {
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
			p.reset() // the comments before belong to what is obsolete
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

func (p *poParser) keyword(t poToken) error {
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
	p.last = new(string)
	ok := false
	switch {
	case t.text == "msgctxt" && t.index < 0:
		ok = e.context == nil && e.id == nil
		e.context = p.last
	case t.text == "msgid" && t.index < 0:
		ok = e.id == nil
		e.id = p.last
	case t.text == "msgid_plural" && t.index < 0:
		ok = e.id != nil && e.plural == nil && len(e.strs) == 0
		e.plural = p.last
	case t.text == "msgstr" && t.index < 0:
		ok = e.id != nil && e.plural == nil && len(e.strs) == 0
		e.strs, p.last = append(e.strs, ""), nil
	case t.text == "msgstr":
		ok = e.id != nil && e.plural != nil && len(e.strs) == t.index
		e.strs, p.last = append(e.strs, ""), nil
	}
	if !ok {
		return p.Fault(t.offset, "%s cannot stand here: an entry is msgctxt, msgid, msgstr, each once, or with msgid_plural and msgstr[0], msgstr[1] …", exchange.Excerpt(t.text))
	}
	p.empty = true
	return nil
}

func (p *poParser) str(t poToken) error {
	if p.last == nil && len(p.entry.strs) == 0 {
		return p.Fault(t.offset, "a string without a keyword before it: put msgid or msgstr there")
	}
	p.empty = false
	p.text = append(p.text, t.text...)
	return nil
}
