// Package xliff reads and writes translations as XLIFF 2.1 (OASIS Standard, 13 February 2018).
//
// It promises:
//
//   - What [Write] returns is valid to the schemas of XLIFF's core and of its metadata module.
//   - [Read] returns the texts that [Write] was given, byte for byte (law 5).
//   - What is no XML costs its unit alone (law 9). A file that is too large or too deep gives an error with line and column, and no document. One with a
//     document type is refused, so nothing in it can grow or fetch (law 8, R41).
//   - A target in the state initial is no translation; one without a state is.
//
// A file of XLIFF is a page, a unit is a message; the plural forms of a message are units of a group. What a unit was exported with
// stands in its metadata (XLIFF 2.1, Metadata Module). Marks of Markdown and placeholders are inline codes with original data (Inline Content).
package xliff

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

var declaration = regexp.MustCompile(`^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9_.:-]+)["']`)

// Read returns the document in an XLIFF 2.0 or 2.1 file as [Write] writes it and as tools change it: attributes and ids in another order,
// segments split, elements of other modules added. file is its name, for faults. The error is [store.Faults], and the document then is
// empty. A unit whose translation cannot be imported, for example because a code of the English is missing in it, has a Fault.
func Read(file string, data []byte) (exchange.Document, error) {
	in, err := exchange.NewInput(file, exchange.InUTF8(data, declaration))
	if err != nil {
		return exchange.Document{}, err
	}
	root, spoilt, err := readTree(in)
	if err != nil {
		return exchange.Document{}, err
	}
	r := reader{Input: in, byKey: map[string]*message{}, ids: map[string]bool{}}
	if err := r.root(root); err != nil {
		return exchange.Document{}, err
	}
	for _, f := range root.find(coreSpace, "file") {
		if err := cmp.Or(r.sameLanguage(f), r.within(f, meta{})); err != nil {
			return exchange.Document{}, err
		}
	}
	for _, m := range r.messages {
		r.document.Units = append(r.document.Units, r.complete(m))
	}
	r.document.Units = append(r.document.Units, spoilt...)
	return r.document, nil
}

type reader struct {
	*exchange.Input
	document   exchange.Document // without its units
	categories []string
	messages   []*message
	byKey      map[string]*message
	ids        map[string]bool // those of all unit elements so far
}

func (r *reader) root(root *element) error {
	switch {
	case root.name != "xliff":
		return r.Fault(root.offset, "the file is no XLIFF but <%s>: import reads XLIFF 2.1 and PO", exchange.Excerpt(root.name))
	case root.space != coreSpace || !strings.HasPrefix(root.attr("version"), "2."):
		return r.Fault(root.offset, "XLIFF version %q: import reads 2.0 and later: save it as one of those, or as PO, in your tool (xliff2po of translate-toolkit makes PO of 1.2)", exchange.Excerpt(root.attr("version")))
	case !isEnglish(root.attr("srcLang")):
		return r.Fault(root.offset, "the source language is %q: exports are from en", exchange.Excerpt(root.attr("srcLang")))
	}
	tag := strings.ReplaceAll(root.attr("trgLang"), "_", "-")
	if !exchange.ValidTag(tag) {
		return r.Fault(root.offset, "the file does not say which language it is in: write it here as trgLang=\"fr\", for example")
	}
	r.document = exchange.Document{File: r.File, Target: tag}
	r.categories = catalog.Categories(tag)
	return nil
}

// exportedFrom matches the attribute original of a file element as [Write] writes it.
var exportedFrom = regexp.MustCompile(`^locales/([A-Za-z0-9-]+)/`)

// sameLanguage returns a fault if a file element was exported for another language than the document says that it is in.
func (r *reader) sameLanguage(file *element) error {
	of := exportedFrom.FindStringSubmatch(file.attr("original"))
	if of == nil || samePrimary(of[1], r.document.Target) {
		return nil
	}
	return r.Fault(file.offset, "the file says two languages, %s (trgLang) and %s (%s): correct the wrong one", r.document.Target, exchange.Excerpt(of[1]), exchange.Excerpt(of[0]))
}

// samePrimary reports whether two tags have the same primary language: tools add regions and leave scripts out.
func samePrimary(a, b string) bool {
	first, _, _ := strings.Cut(a, "-")
	second, _, _ := strings.Cut(strings.ReplaceAll(b, "_", "-"), "-")
	return strings.EqualFold(first, second)
}

// isEnglish reports whether a tag is English of any region: tools make en-US of en.
func isEnglish(tag string) bool {
	return samePrimary("en", tag)
}

// within reads the units in a file or a group. group is the metadata of the message whose plural forms they are.
func (r *reader) within(e *element, group meta) error {
	switch own := metaOf(e); {
	case own.pairs == nil:
	case e.name == "group":
		group = own
	case len(own.pairs["fingerprint"]) < len(exchange.Fingerprint("")): // none, or cut short
	case r.document.Fingerprint != "" && own.pairs["fingerprint"] != r.document.Fingerprint:
		return r.Fault(e.offset, "the file holds exports of two sites: import each by itself")
	default:
		r.document.Site, r.document.Fingerprint = own.pairs["site"], own.pairs["fingerprint"]
	}
	for _, child := range e.children {
		var err error
		switch {
		case child.space != coreSpace:
		case child.name == "group":
			err = r.within(child, group)
		case child.name == "unit":
			err = r.unit(child, group)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// message is a unit of the document being read, made from one unit element or from one for each plural form.
type message struct {
	exchange.Unit                   // its State is the one that it was exported with
	sources       map[string]string // the English by plural category
	codeFaults    []string          // what is wrong with its codes, which does not matter where the text is unchanged
}

func (r *reader) unit(e *element, group meta) error {
	id := e.attr("id")
	if name := e.attr("name"); strings.Contains(name, ".") && !strings.Contains(id, ".") { // a tool has given ids of its own
		id = name
	}
	if r.ids[id] || id == "" {
		line, col := r.Position(e.offset)
		msg := fmt.Sprintf("the unit %s stands twice: keep one of the two", exchange.Excerpt(id))
		if id == "" {
			msg = "a unit without an id, so that nobody knows its key: export the file again, and keep the ids"
		} else if m := r.byKey[keyOf(id)]; m != nil {
			m.Refuse(r.File, line, col, msg)
			return nil
		}
		m := &message{sources: map[string]string{}}
		m.Line, m.Col = line, col
		m.Refuse(r.File, line, col, msg)
		r.messages = append(r.messages, m)
		return nil
	}
	r.ids[id] = true
	key, form, plural := strings.Cut(id, pluralMark)
	own := metaOf(e)
	if own.pairs == nil && plural {
		own = group
	} else if own.pairs == nil {
		own = meta{}
	}
	m := r.message(strings.ReplaceAll(key, ":", "/"), e, own)
	if !plural {
		form = "other"
	}
	var msg string
	switch other, ok := m.sources[form]; {
	case ok && !plural:
		msg = "the key has both one text and plural forms (" + exchange.Excerpt(other) + "): export the file again"
	case !slices.Contains(r.categories, form):
		msg = "the locale has no plural form " + exchange.Excerpt(form) + ": it has " + strings.Join(r.categories, ", ")
	default:
		msg = r.texts(e, m, form)
	}
	line, col := r.Position(e.offset)
	m.Refuse(r.File, line, col, msg)
	return nil
}

// message returns the message of a key, which is new the first time.
func (r *reader) message(key string, e *element, exported meta) *message {
	m := r.byKey[key]
	if m == nil {
		m = &message{sources: map[string]string{}}
		m.Key, m.Page, m.Note = key, exchange.PageOf(key), exported.note
		m.ExportedHash, m.State = exported.pairs["text"], exchange.State(exported.pairs["state"])
		m.Source.One, _ = strconv.Unquote(exported.pairs["one"])
		m.Line, m.Col = r.Position(e.offset)
		r.byKey[key], r.messages = m, append(r.messages, m)
	}
	return m
}

// texts decodes the source and the target of a unit element. It returns why they cannot be imported, or "".
func (r *reader) texts(e *element, m *message, form string) string {
	d := newInlineDecoder(e)
	english := d.text("source")
	if d.problem != "" {
		return "its source: " + d.problem
	}
	m.sources[form] = english
	text, in := d.text("target"), e.languageOf("target")
	switch {
	case text == "":
		return ""
	case in != "" && !samePrimary(in, r.document.Target):
		return fmt.Sprintf("its target is in %s (xml:lang), and the file in %s (trgLang): correct the wrong one", exchange.Excerpt(in), r.document.Target)
	case d.problem != "":
		return d.problem
	case d.state != "":
		return fmt.Sprintf("it has a target, but its state is %q, that is not done: make it \"translated\" when the translation is right", exchange.Excerpt(d.state))
	}
	m.Text = m.Text.With(form, text)
	if msg := r.codeFault(m.Page, form, english, text); msg != "" {
		m.codeFaults = append(m.codeFaults, msg)
	}
	return ""
}

// complete returns the unit of a message with what depends on all its plural forms: its English, its state and its fault.
func (r *reader) complete(m *message) exchange.Unit {
	if m.Source.One == "" {
		m.Source.One = m.sources["one"]
	}
	for _, c := range r.categories {
		if text, ok := m.sources[c]; ok && c != "one" {
			m.Source.Other = text
		}
	}
	if len(m.codeFaults) > 0 && catalog.Hash(m.Text) != m.ExportedHash {
		m.Refuse(r.File, m.Line, m.Col, strings.Join(m.codeFaults, "; "))
	}
	m.State = exchange.ImportedState(m.State, !m.Text.Empty())
	return m.Unit
}

// meta is our metadata of a file, group or unit (XLIFF 2.1, Metadata Module).
type meta struct {
	pairs map[string]string // the values by type; nil in an element without our metadata
	note  string            // the notes about its place on the page, which are no metadata, a line each
}

func metaOf(e *element) (m meta) {
	for _, g := range e.find(metaSpace, "metadata", "metaGroup") {
		if g.attr("category") != category {
			continue
		}
		m.pairs = map[string]string{}
		for _, pair := range g.find(metaSpace, "meta") {
			m.pairs[pair.attr("type")] = strings.TrimSpace(pair.ownText())
		}
	}
	var notes []string
	for _, note := range e.find(coreSpace, "notes", "note") {
		if note.attr("category") == "context" {
			notes = append(notes, note.ownText())
		}
	}
	m.note = strings.Join(notes, "\n")
	return m
}
