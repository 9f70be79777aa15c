package xliff

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
)

// unit reads the element unit: a message, or one plural form of it.
func (r *reader) unit(e *element, group *meta) error {
	id := e.attr("id")
	switch {
	case id == "":
		return r.Fault(e.offset, "a unit without an id: no tool may take it away; export the file again")
	case r.ids[id]:
		return r.Fault(e.offset, "the unit %s stands twice: keep one of the two", exchange.Excerpt(id))
	}
	r.ids[id] = true
	key, form, plural := strings.Cut(id, pluralMark)
	key = strings.ReplaceAll(key, ":", "/")
	own := metaOf(e)
	if own != nil {
		own.note = notesOf(e)
	} else if plural {
		own = group
	}
	if !plural {
		form = "other"
	}
	u, d := r.message(key, e, own)
	refuse := func(msg string) {
		if u.Fault == nil {
			line, col := r.Position(e.offset)
			u.Fault = &store.Fault{File: r.File, Line: line, Col: col, Msg: msg}
		}
	}
	if plural && !slices.Contains(r.categories, form) {
		refuse("the locale has no plural form " + exchange.Excerpt(form) + ": it has " + strings.Join(r.categories, ", "))
		return nil
	}
	if other, ok := d.source[form]; ok && !plural {
		refuse("the key has both one text and plural forms (" + exchange.Excerpt(other) + "): export the file again")
		return nil
	}
	r.texts(e, u, d, form, refuse)
	return nil
}

// texts decodes the source and the target of a unit.
func (r *reader) texts(e *element, u *exchange.Unit, d *decodedUnit, form string, refuse func(string)) {
	source, target := newInlineDecoder(e), newInlineDecoder(e)
	english := source.text("source")
	target.codes = source.codes
	text := target.text("target")
	if source.problem != "" {
		refuse("its source: " + source.problem)
		return
	}
	d.source[form] = english
	if target.problem != "" {
		if text != "" {
			refuse(target.problem)
		}
		return
	}
	if text == "" {
		return
	}
	if target.initial {
		refuse(`it has a target, but its state is "initial", that is not done: make it "translated" when the translation is right`)
		return
	}
	u.Text = u.Text.With(form, text)
	if msg := r.codeFault(u, form, english, text); msg != "" {
		d.codeFaults = append(d.codeFaults, msg)
	}
}
