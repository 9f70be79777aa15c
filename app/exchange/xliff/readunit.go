package xliff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/exchange"
)

// message is a unit of the document being read, made from one unit element or from one for each plural form.
type message struct {
	exchange.Unit                   // its State is the one that it was exported with
	sources       map[string]string // the English by plural category
	codeFaults    []string          // what is wrong with its codes, which does not matter where the text is unchanged
}

// unit reads a unit element.
func (r *reader) unit(e *element, group meta) error {
	id := e.attr("id")
	switch {
	case id == "":
		return r.Fault(e.offset, "a unit without an id: no tool may take it away; export the file again")
	case r.ids[id]:
		return r.Fault(e.offset, "the unit %s stands twice: keep one of the two", exchange.Excerpt(id))
	}
	r.ids[id] = true
	key, form, plural := strings.Cut(id, pluralMark)
	own := metaOf(e)
	if own.pairs == nil {
		own = meta{}
		if plural {
			own = group
		}
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
	text := d.text("target")
	switch {
	case text == "":
		return ""
	case d.problem != "":
		return d.problem
	case d.initial:
		return `it has a target, but its state is "initial", that is not done: make it "translated" when the translation is right`
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
