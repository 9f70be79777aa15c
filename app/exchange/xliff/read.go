package xliff

import (
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
)

// Read returns the document in an XLIFF 2.0 or 2.1 file as [Write] writes it and as tools change it: attributes and ids in another order,
// segments split, elements of other modules added. file is its name, for faults. The error is [store.Faults], and the document then is
// empty. A unit whose translation cannot be imported, for example because a code of the English is missing in it, has a Fault.
func Read(file string, data []byte) (exchange.Document, error) {
	in, err := exchange.NewInput(file, data)
	if err != nil {
		return exchange.Document{}, err
	}
	root, err := parseXML(in)
	if err != nil {
		return exchange.Document{}, err
	}
	r := reader{Input: in, index: map[string]int{}, ids: map[string]bool{}}
	if err := r.root(root); err != nil {
		return exchange.Document{}, err
	}
	for _, f := range root.find(coreSpace, "file") {
		if err := r.within(f, nil); err != nil {
			return exchange.Document{}, err
		}
	}
	r.complete()
	return r.document, nil
}

type reader struct {
	*exchange.Input
	document   exchange.Document
	categories []string
	index      map[string]int  // of the unit of each key, in document.Units
	ids        map[string]bool // those of all units so far
	decoded    []decodedUnit   // with the indices of document.Units
}

// decodedUnit is what the reader knows of a unit besides what the document says.
type decodedUnit struct {
	source     map[string]string // by plural category
	exported   exchange.State    // the state that it was exported with
	codeFaults []string          // what is wrong with its codes, which does not matter where the text is unchanged
}

// root reads the element xliff.
func (r *reader) root(root *element) error {
	switch {
	case root.name != "xliff":
		return r.Fault(root.offset, "the file is no XLIFF but <%s>: import reads XLIFF 2.1 and PO", exchange.Excerpt(root.name))
	case root.space != coreSpace || !strings.HasPrefix(root.attr("version"), "2."):
		return r.Fault(root.offset, "XLIFF version %q: import reads 2.0 and 2.1 (xliff2po of translate-toolkit makes a PO file of 1.2)", exchange.Excerpt(root.attr("version")))
	case !strings.EqualFold(root.attr("srcLang"), "en"):
		return r.Fault(root.offset, "the source language is %q: exports are from en", exchange.Excerpt(root.attr("srcLang")))
	}
	tag := root.attr("trgLang")
	if !exchange.ValidTag(tag) {
		return r.Fault(root.offset, "trgLang is %q: it must be the locale", exchange.Excerpt(tag))
	}
	r.document = exchange.Document{File: r.File, Target: tag}
	r.categories = catalog.Categories(tag)
	return nil
}

// within reads the units in a file or a group. group is the metadata of the message whose plural forms they are, or nil.
func (r *reader) within(e *element, group *meta) error {
	own := metaOf(e)
	if e.name == "file" {
		if err := r.site(e, own); err != nil {
			return err
		}
	} else if own != nil {
		group = own
		group.note = notesOf(e)
	}
	for _, child := range e.children {
		if child.space != coreSpace {
			continue
		}
		var err error
		switch child.name {
		case "group":
			err = r.within(child, group)
		case "unit":
			err = r.unit(child, group)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// site reads which site a file element is of.
func (r *reader) site(e *element, m *meta) error {
	if m == nil {
		return nil
	}
	d := &r.document
	if d.Fingerprint != "" && m.pairs["fingerprint"] != d.Fingerprint {
		return r.Fault(e.offset, "the file holds exports of two sites: import each by itself")
	}
	d.Site, d.Fingerprint = m.pairs["site"], m.pairs["fingerprint"]
	return nil
}

// complete sets what depends on all plural forms of a message: its English, its state and its fault.
func (r *reader) complete() {
	for i := range r.document.Units {
		u, d := &r.document.Units[i], &r.decoded[i]
		if u.Source.One == "" {
			u.Source.One = d.source["one"]
		}
		for _, c := range r.categories {
			if text, ok := d.source[c]; ok && c != "one" {
				u.Source.Other = text
			}
		}
		unchanged := catalog.Hash(u.Text) == u.ExportedHash
		if len(d.codeFaults) > 0 && u.Fault == nil && !unchanged {
			u.Fault = &store.Fault{File: r.File, Line: u.Line, Col: u.Col, Msg: strings.Join(d.codeFaults, "; ")}
		}
		u.State = exchange.ImportedState(d.exported, !u.Text.Empty())
	}
}

// message returns the unit of a key, which is new the first time.
func (r *reader) message(key string, e *element, m *meta) (*exchange.Unit, *decodedUnit) {
	i, ok := r.index[key]
	if !ok {
		i = len(r.document.Units)
		r.index[key] = i
		u := exchange.Unit{Key: key, Page: exchange.PageOf(key)}
		u.Line, u.Col = r.Position(e.offset)
		d := decodedUnit{source: map[string]string{}}
		if m != nil {
			u.ExportedHash, u.Note, d.exported = m.pairs["text"], m.note, exchange.State(m.pairs["state"])
			if one, err := strconv.Unquote(m.pairs["one"]); err == nil {
				u.Source.One = one
			}
		}
		r.document.Units, r.decoded = append(r.document.Units, u), append(r.decoded, d)
	}
	return &r.document.Units[i], &r.decoded[i]
}
