package po

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
)

// Read reads a PO file as [Write] writes it and as tools change it: lines wrapped, entries in another order, obsolete
// entries, CR LF, a byte order mark. file is its name, for faults. The error is [store.Faults], and the document then is empty.
// A unit that is read but cannot go in has a Fault.
func Read(file string, data []byte) (exchange.Document, error) {
	in := exchange.NewInput(file, data)
	if err := checkPO(in); err != nil {
		return exchange.Document{}, err
	}
	entries, err := parsePO(in)
	if err != nil {
		return exchange.Document{}, err
	}
	r := poReader{Input: in, seen: map[string]int{}}
	if err := r.header(entries); err != nil {
		return exchange.Document{}, err
	}
	for i, e := range entries {
		if e.header() {
			continue
		}
		if err := r.unit(e, i == len(entries)-1); err != nil {
			return exchange.Document{}, err
		}
	}
	return r.document, nil
}

// checkPO looks at the bytes before anything else does.
func checkPO(in *exchange.Input) error {
	if err := in.CheckSize(); err != nil {
		return err
	}
	if offset := bytes.IndexByte(in.Data, 0); offset >= 0 {
		return in.Fault(offset, "a NUL character: the file is no PO file in UTF-8")
	}
	return in.CheckUTF8("convert it (msgconv -t UTF-8)")
}

type poReader struct {
	*exchange.Input
	seen       map[string]int // line of each key
	document   exchange.Document
	categories []string
	plurals    string // what is wrong with the plural forms of the whole file
}

func (r *poReader) unit(e *poEntry, last bool) error {
	u := exchange.Unit{State: exchange.Missing, Note: strings.Join(e.notes, "\n")}
	u.Line, u.Col = r.Position(e.offset)
	record, comments := readRecord(e.comments)
	u.State, u.ExportedHash, u.Comments = record.state, record.hash, comments
	fault := func(msg string) {
		if u.Fault == nil {
			u.Fault = &store.Fault{File: r.File, Line: u.Line, Col: u.Col, Msg: msg}
		}
	}
	// Where translate-toolkit has dropped msgctxt and then finds two entries with one msgid, it makes one of the reference.
	lost := e.context == nil || slices.Contains(e.references, *e.context)
	switch {
	case lost && record.key == "":
		fault("the entry has no msgctxt, so that nobody knows its key: export the file again, and keep the msgctxt")
	case lost:
		u.Key = record.key
	default:
		u.Key = *e.context
		if u.Key != record.key {
			u.ExportedHash = "" // the comment came from another entry
		}
	}
	if line := r.seen[u.Key]; line > 0 && u.Key != "" {
		return r.Fault(e.offset, "the msgctxt %s stands already in line %d: keep one of the two", exchange.Excerpt(u.Key), line)
	}
	r.seen[u.Key], u.Page = u.Line, exchange.PageOf(u.Key)
	if last && cutShort(e) {
		return r.Fault(e.offset, "the last msgstr ends in a space or a line end, and its msgid does not: the file was cut short; get it again, or take the space out")
	}
	r.texts(&u, e, fault)
	r.document.Units = append(r.document.Units, u)
	return nil
}

// cutShort says that the last entry looks as if lines of its msgstr were missing: tools break lines behind spaces and line ends.
func cutShort(e *poEntry) bool {
	id := *e.id
	if e.plural != nil {
		id += *e.plural
	}
	last := e.strs[len(e.strs)-1]
	return strings.TrimRight(last, " \n") != last && strings.TrimRight(id, " \n") == id
}

// texts fills in what the entry says, and nothing that is fuzzy.
func (r *poReader) texts(u *exchange.Unit, e *poEntry, fault func(string)) {
	u.Source.Other = *e.id
	text := catalog.Forms{Other: e.strs[0]}
	if e.plural != nil {
		u.Source = catalog.Forms{One: *e.id, Other: *e.plural}
		text = catalog.Forms{}
		for i, s := range e.strs {
			if i < len(r.categories) {
				text = text.With(r.categories[i], s)
			}
		}
	}
	untouched := catalog.Hash(text) == u.ExportedHash
	switch {
	case text.Empty():
		u.State = exchange.ImportedState(u.State, false)
	case e.fuzzy:
		u.State, u.Previous.Text = exchange.Outdated, text
		if !untouched {
			fault("the entry is marked as fuzzy, that is as not done: take the mark away when the translation is right")
		}
	default:
		u.State, u.Text = exchange.ImportedState(u.State, true), text
	}
	if e.plural != nil && !text.Empty() {
		if len(e.strs) != len(r.categories) {
			fault("the entry has not as many plural forms as the locale: " + strings.Join(r.categories, ", "))
		} else if r.plurals != "" {
			fault(r.plurals)
		}
	}
}
