package xliff

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/exchange"
	"github.com/parlance/parlance/app/store"
)

// unit reads a unit: a message, or one plural form of it.
func (r *xliffReader) unit(n *node, group *meta) error {
	id := n.attr("id")
	switch {
	case id == "":
		return r.Fault(n.offset, "a unit without an id: no tool may take it away; export the file again")
	case r.ids[id]:
		return r.Fault(n.offset, "the unit %s stands twice: keep one of the two", exchange.Excerpt(id))
	}
	r.ids[id] = true
	key, form, plural := strings.Cut(id, pluralMark)
	key = strings.ReplaceAll(key, ":", "/")
	own := metaOf(n)
	if own != nil {
		own.note = notesOf(n)
	} else if plural {
		own = group
	}
	if !plural {
		form = "other"
	}
	u, b := r.message(key, n, own)
	refuse := func(msg string) {
		if u.Fault == nil {
			line, col := r.Position(n.offset)
			u.Fault = &store.Fault{File: r.File, Line: line, Col: col, Msg: msg}
		}
	}
	if plural && !slices.Contains(r.categories, form) {
		refuse("the locale has no plural form " + exchange.Excerpt(form) + ": it has " + strings.Join(r.categories, ", "))
		return nil
	}
	if other, ok := b.english[form]; ok && !plural {
		refuse("the key has both one text and plural forms (" + exchange.Excerpt(other) + "): export the file again")
		return nil
	}
	r.texts(n, u, b, form, refuse)
	return nil
}

// texts rebuilds the source and the target of a unit.
func (r *xliffReader) texts(n *node, u *exchange.Unit, b *rebuilt, form string, refuse func(string)) {
	source := newRebuilder(n)
	english := source.text("source")
	target := newRebuilder(n)
	target.codes = source.codes
	text := target.text("target")
	if source.wrong != "" {
		refuse("its source: " + source.wrong)
		return
	}
	b.english[form] = english
	if target.wrong != "" {
		if text != "" {
			refuse(target.wrong)
		}
		return
	}
	if text == "" {
		return
	}
	if target.unsure {
		refuse(`it has a target, but its state is "initial", that is not done: make it "translated" when the translation is right`)
		return
	}
	u.Text = u.Text.With(form, text)
	if msg := r.codes(u, form, english, text); msg != "" {
		b.refused = append(b.refused, msg)
	}
}

// codes says which codes of the English a translation lacks, and which it has that the English does not. In a plural form a
// placeholder may be missing: "one part" needs no number.
func (r *xliffReader) codes(u *exchange.Unit, form, english, text string) string {
	want, got := signs(pieces(u.Page, english, english)), signs(pieces(u.Page, english, text))
	lacks, more := without(want, got), without(got, want)
	if form != "other" || len(r.categories) == 1 {
		lacks = slices.DeleteFunc(lacks, exchange.Placeholders.MatchString)
	}
	if form != "other" {
		more = slices.DeleteFunc(more, exchange.Placeholders.MatchString)
	}
	var msgs []string
	if len(lacks) > 0 {
		msgs = append(msgs, "it lacks what the English has: "+told(lacks)+" (a mark takes effect only beside a space or punctuation)")
	}
	if len(more) > 0 {
		msgs = append(msgs, "it has what the English has not: "+told(more))
	}
	return strings.Join(msgs, "; ")
}
