package exchange

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/store"
)

// ReadPO reads a PO file as [WritePO] writes it and as tools change it: lines wrapped, entries in another order, obsolete
// entries, CR LF, a byte order mark. file is its name, for faults. The error is [store.Faults], and the document then is empty.
// A unit that is read but cannot go in has a Fault.
func ReadPO(file string, data []byte) (Document, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if err := vetPO(file, data); err != nil {
		return Document{}, err
	}
	entries, err := parsePO(file, data)
	if err != nil {
		return Document{}, err
	}
	r := poReader{file: file, data: data, place: newPlace(data), seen: map[string]int{}}
	if err := r.header(entries); err != nil {
		return Document{}, err
	}
	for i, e := range entries {
		if e.header() {
			continue
		}
		if err := r.unit(e, i == len(entries)-1); err != nil {
			return Document{}, err
		}
	}
	return r.document, nil
}

// vetPO looks at the bytes before anything else does.
func vetPO(file string, data []byte) error {
	fault := func(offset int, msg string) error { return store.Faults{store.At(file, data, offset, "%s", msg)} }
	switch {
	case len(data) > MaxBytes:
		return store.Faults{{File: file, Msg: "the file is larger than 32 MB: split it"}}
	case bytes.IndexByte(data, 0) >= 0:
		return fault(bytes.IndexByte(data, 0), "a NUL character: the file is no PO file in UTF-8")
	case !utf8.Valid(data):
		return fault(invalid(data), "the file is not UTF-8: convert it (msgconv -t UTF-8)")
	}
	return nil
}

func invalid(data []byte) (offset int) {
	for offset < len(data) {
		r, n := utf8.DecodeRune(data[offset:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		offset += n
	}
	return offset
}

type poReader struct {
	file       string
	data       []byte
	place      *place
	seen       map[string]int // line of each key
	document   Document
	categories []string
	plurals    string // what is wrong with the plural forms of the whole file
}

func (r *poReader) fault(offset int, format string, args ...any) error {
	return store.Faults{store.At(r.file, r.data, offset, format, args...)}
}

func (r *poReader) unit(e *poEntry, last bool) error {
	u := Unit{State: Missing, Note: strings.Join(e.notes, "\n")}
	u.Line, u.Col = r.place.at(e.offset)
	record, comments := readRecord(e.comments)
	u.State, u.Seen, u.Comments = record.state, record.hash, comments
	fault := func(msg string) {
		if u.Fault == nil {
			u.Fault = &store.Fault{File: r.file, Line: u.Line, Col: u.Col, Msg: msg}
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
			u.Seen = "" // the comment came from another entry
		}
	}
	if line := r.seen[u.Key]; line > 0 && u.Key != "" {
		return r.fault(e.offset, "the msgctxt %s stands already in line %d: keep one of the two", short(u.Key), line)
	}
	r.seen[u.Key], u.Page = u.Line, pageOf(u.Key)
	if last && cutShort(e) {
		return r.fault(e.offset, "the last msgstr ends in a space or a line end, and its msgid does not: the file was cut short; get it again, or take the space out")
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
func (r *poReader) texts(u *Unit, e *poEntry, fault func(string)) {
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
	untouched := catalog.Hash(text) == u.Seen
	switch {
	case text.Empty():
		u.State = among(u.State, Missing, Outdated)
	case e.fuzzy:
		u.State, u.Previous.Text = Outdated, text
		if !untouched {
			fault("the entry is marked as fuzzy, that is as not done: take the mark away when the translation is right")
		}
	default:
		u.State, u.Text = among(u.State, Draft, Reviewed), text
	}
	if e.plural != nil && !text.Empty() {
		if len(e.strs) != len(r.categories) {
			fault("the entry has not as many plural forms as the locale: " + strings.Join(r.categories, ", "))
		} else if r.plurals != "" {
			fault(r.plurals)
		}
	}
}

// among gives the state if it is one of those, and the first of them otherwise.
func among(s State, possible ...State) State {
	if slices.Contains(possible, s) {
		return s
	}
	return possible[0]
}
