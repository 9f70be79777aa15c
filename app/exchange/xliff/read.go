package xliff

import (
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
)

// Read reads XLIFF 2.0 or 2.1 as [Write] writes it and as tools change it: attributes and ids in another order,
// segments split, other modules' elements added. file is its name, for faults. The error is [store.Faults], and the document
// then is empty. A unit that is read but cannot go in, for example because a code of the English is missing in it, has a Fault.
func Read(file string, data []byte) (exchange.Document, error) {
	in := exchange.NewInput(file, data)
	root, err := parseXML(in)
	if err != nil {
		return exchange.Document{}, err
	}
	r := xliffReader{Input: in, index: map[string]int{}, ids: map[string]bool{}}
	if err := r.root(root); err != nil {
		return exchange.Document{}, err
	}
	for _, f := range root.elements(coreSpace, "file") {
		if err := r.within(f, nil); err != nil {
			return exchange.Document{}, err
		}
	}
	r.complete()
	return r.document, nil
}

type xliffReader struct {
	*exchange.Input
	document   exchange.Document
	categories []string
	index      map[string]int // of each key's unit
	ids        map[string]bool
	rebuilt    []rebuilt // beside document.Units
}

// rebuilt is what is known of a unit besides what the document says.
type rebuilt struct {
	english map[string]string // the source of each category
	state   exchange.State    // as it went out
	refused []string          // what is wrong with its codes, which does not matter where the text is unchanged
}

func (r *xliffReader) root(root *node) error {
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

// within reads the units in a file or a group. group is the message whose plural forms they are, if any.
func (r *xliffReader) within(n *node, group *meta) error {
	own := metaOf(n)
	if n.name == "file" {
		if err := r.site(n, own); err != nil {
			return err
		}
	} else if own != nil {
		group = own
		group.note = notesOf(n)
	}
	for _, k := range n.kids {
		if k.space != coreSpace {
			continue
		}
		var err error
		switch k.name {
		case "group":
			err = r.within(k, group)
		case "unit":
			err = r.unit(k, group)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *xliffReader) site(n *node, m *meta) error {
	if m == nil {
		return nil
	}
	d := &r.document
	if d.Fingerprint != "" && m.pairs["fingerprint"] != d.Fingerprint {
		return r.Fault(n.offset, "the file holds exports of two sites: import each by itself")
	}
	d.Site, d.Fingerprint = m.pairs["site"], m.pairs["fingerprint"]
	return nil
}

// meta is our metadata of a file, group or unit.
type meta struct {
	pairs map[string]string
	note  string
}

// metaOf gives our metadata of an element, nil where there is none.
func metaOf(n *node) *meta {
	var m *meta
	for _, data := range n.elements(metaSpace, "metadata") {
		for _, g := range data.elements(metaSpace, "metaGroup") {
			if g.attr("category") != category {
				continue
			}
			m = &meta{pairs: map[string]string{}}
			for _, pair := range g.elements(metaSpace, "meta") {
				m.pairs[pair.attr("type")] = strings.TrimSpace(pair.content())
			}
		}
	}
	return m
}

// notesOf gives the notes about where a message stands.
func notesOf(n *node) string {
	var lines []string
	for _, notes := range n.elements(coreSpace, "notes") {
		for _, note := range notes.elements(coreSpace, "note") {
			if note.attr("category") == "context" {
				lines = append(lines, note.content())
			}
		}
	}
	return strings.Join(lines, "\n")
}

// complete puts together what the units of a message's plural forms say.
func (r *xliffReader) complete() {
	for i := range r.document.Units {
		u, b := &r.document.Units[i], &r.rebuilt[i]
		for c, text := range b.english {
			if c == "one" && u.Source.One == "" {
				u.Source.One = text
			} else if c != "one" {
				u.Source.Other = text
			}
		}
		unchanged := catalog.Hash(u.Text) == u.Seen
		if len(b.refused) > 0 && u.Fault == nil && !unchanged {
			u.Fault = &store.Fault{File: r.File, Line: u.Line, Col: u.Col, Msg: strings.Join(b.refused, "; ")}
		}
		u.State = exchange.ImportedState(b.state, !u.Text.Empty())
	}
}

// message finds the unit of a key, and makes it the first time.
func (r *xliffReader) message(key string, n *node, m *meta) (*exchange.Unit, *rebuilt) {
	i, ok := r.index[key]
	if !ok {
		i = len(r.document.Units)
		r.index[key] = i
		u := exchange.Unit{Key: key, Page: exchange.PageOf(key)}
		u.Line, u.Col = r.Position(n.offset)
		b := rebuilt{english: map[string]string{}}
		if m != nil {
			u.Seen, u.Note, b.state = m.pairs["text"], m.note, exchange.State(m.pairs["state"])
			if one, err := strconv.Unquote(m.pairs["one"]); err == nil {
				u.Source.One = one
			}
		}
		r.document.Units, r.rebuilt = append(r.document.Units, u), append(r.rebuilt, b)
	}
	return &r.document.Units[i], &r.rebuilt[i]
}
