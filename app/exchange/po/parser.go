package po

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
)

// entry is one entry of a PO file (gettext manual, section "The Format of PO Files"). A keyword that it lacks is nil.
type entry struct {
	context, id, plural []byte
	strs                [][]byte // msgstr, or msgstr[0] and so on
	comments, notes     []string // of the translator ("#") and extracted ("#.")
	references          []string // "#:"
	fuzzy               bool
	pieces              int          // strings of the last keyword
	fault               *store.Fault // why it cannot be read: it costs this entry alone (law 9)
	offset              int          // of its first keyword; -1 while there are only comments
}

func (e *entry) isHeader() bool { return e.context == nil && e.id != nil && len(e.id) == 0 }

type parser struct {
	lexer
	entries []*entry
	entry   *entry  // the one being read
	target  *[]byte // what the strings that follow are appended to
	pending bool    // a keyword has had no string yet
	faults  int
}

// maxFaults is how many entries of one file may have a fault that no other program would read over.
const maxFaults = 100

// parse returns all entries except obsolete ones ("#~"). What cannot be read costs the entry that it stands in: reading goes on below it.
func parse(in *exchange.Input) ([]*entry, error) {
	if err := in.CheckEncoding(); err != nil {
		return nil, err
	}
	p := parser{lexer: lexer{Input: in}}
	p.reset()
	for {
		t, err := p.next()
		if err == nil {
			err = p.take(t)
		}
		if err != nil {
			if err = p.spoil(err, t.offset); err != nil {
				return nil, err
			}
		} else if t.kind == 0 {
			return p.entries, nil
		}
	}
}

// take takes the next token into the entry being read, or into a new one.
func (p *parser) take(t token) error {
	if p.pending && t.kind != '"' {
		return p.Fault(t.offset, "a string in quotation marks is missing here")
	}
	begins := t.kind == '#' || t.kind == 'k' && (t.text == "msgctxt" || t.text == "msgid")
	if t.kind == 0 || begins && len(p.entry.strs) > 0 {
		if err := p.finish(t.offset); err != nil {
			return err
		}
	}
	switch {
	case t.kind == 0:
	case t.kind == '#':
		p.comment(t.text)
	case t.kind == 'k':
		return p.keyword(t)
	case p.target == nil:
		return p.Fault(t.offset, "a string without a keyword before it: put msgid or msgstr there")
	default:
		*p.target, p.pending = append(*p.target, t.text...), false
		p.entry.pieces++
	}
	return nil
}

func (p *parser) reset() {
	p.entry, p.target, p.pending = &entry{offset: -1}, nil, false
}

// nextEntry is where an entry begins below one that cannot be read: behind a blank line, at a comment, or at its first keyword.
var nextEntry = regexp.MustCompile(`\n[ \t\r]*(\n|#|msgctxt\b)`)

// spoil gives the entry being read a fault, and goes on at the next one.
func (p *parser) spoil(err error, at int) error {
	faults, ok := errors.AsType[store.Faults](err)
	if p.faults++; !ok || p.faults > maxFaults {
		return err
	}
	space := p.Data[len(bytes.TrimRight(p.Data[:at], " \t\r\n")):at]
	if len(p.entry.strs) > 0 && !p.pending && bytes.Count(space, []byte("\n")) > 1 { // the entry above a blank line is whole
		if err := p.finish(at); err != nil {
			return err
		}
	}
	msg, end := p.explain(at, faults[0].Msg)
	fault := store.At(p.File, p.Data, at, "%s", msg)
	if e := p.entry; e.offset < 0 { // what stands above an entry is not the entry
		p.entries = append(p.entries, &entry{offset: at, fault: fault})
	} else {
		e.fault, p.entries = fault, append(p.entries, e)
		p.reset()
	}
	p.pos = len(p.Data)
	if end = max(end, at); bytes.HasPrefix(p.Data[at:], []byte("msgctxt")) {
		end = at - 1 // the fault is that of the entry above
	}
	if m := nextEntry.FindSubmatchIndex(p.Data[max(end, 0):]); m != nil {
		p.pos = max(end, 0) + m[2]
	}
	return nil
}

// finish ends the entry being read. offset is where the next one begins.
func (p *parser) finish(offset int) error {
	e := p.entry
	if e.offset < 0 {
		p.reset()
		return nil
	}
	if len(e.strs) == 0 {
		return p.Fault(offset, "the entry before has no msgstr: the file was cut short; get it again")
	}
	p.reset()
	e.fault = p.notUTF8(e, p.Data[e.offset:offset])
	if len(p.entries) > exchange.MaxUnits {
		return store.Faults{store.At(p.File, p.Data, e.offset, "more than %d entries: split the file", exchange.MaxUnits)}
	}
	p.entries = append(p.entries, e)
	return nil
}

// notUTF8 returns the fault of an entry that is not UTF-8, as it stands or as its codes are meant.
func (p *parser) notUTF8(e *entry, raw []byte) *store.Fault {
	if utf8.Valid(bytes.Join(append([][]byte{e.context, e.id, e.plural}, e.strs...), nil)) {
		return nil
	}
	if valid := bytes.ToValidUTF8(raw, nil); len(valid) < len(raw) {
		at := 0
		for at < len(valid) && raw[at] == valid[at] {
			at++
		}
		return store.At(p.File, p.Data, e.offset+at, "this is not UTF-8: write the character anew, and save the file as UTF-8")
	}
	return store.At(p.File, p.Data, e.offset, "escapes in this entry give bytes that are not UTF-8: write the characters themselves")
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
	switch {
	case t.text == "msgctxt" && t.index < 0:
		ok, p.target = e.context == nil && e.id == nil, &e.context
	case t.text == "msgid" && t.index < 0:
		ok, p.target = e.id == nil, &e.id
	case t.text == "msgid_plural" && t.index < 0:
		ok, p.target = e.id != nil && e.plural == nil && len(e.strs) == 0, &e.plural
	case t.text == "msgstr":
		single := e.id != nil && e.plural == nil && len(e.strs) == 0
		ok = single && t.index <= 0 || e.plural != nil && len(e.strs) == t.index
		if ok {
			e.strs = append(e.strs, nil)
			p.target = &e.strs[len(e.strs)-1]
		}
	}
	if ok && e.offset < 0 {
		e.offset = t.offset
	}
	if !ok {
		return p.Fault(t.offset, "%s cannot stand here: an entry is msgctxt, msgid, msgstr, each once, or with msgid_plural and msgstr[0], msgstr[1] …", exchange.Excerpt(t.text))
	}
	*p.target, p.pending, e.pieces = []byte{}, true, 0
	return nil
}
