package workspace

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/engine"
	"github.com/parlance/parlance/app/exchange/xliff"
)

// take takes one answer, and judges its text once all its forms are there.
func (d *drafting) take(a engine.Answer) {
	key, form, _ := strings.Cut(a.ID, "#")
	x := d.texts[key]
	form = cmp.Or(form, "other")
	text, reason := x.read(form, a)
	if x.got = x.got.With(form, text); reason != "" {
		d.refuse(x, a.Text, reason)
		return
	}
	for _, c := range x.lacking {
		if x.got.Get(c) == "" {
			return
		}
	}
	whole := x.whole()
	unit := check.Unit{Key: key, Kind: x.kind, Source: x.unit.Source, Text: whole, Comments: x.entry}
	for _, f := range check.Message(unit, d.context) {
		if f.Severity == check.Error {
			d.refuse(x, x.got.Get(cmp.Or(f.Form, "other")), fmt.Sprintf("%s: %s", f.Rule, f.Message))
			return
		}
	}
	if !x.refused {
		d.pending = append(d.pending, x)
	}
}

// whole returns the forms that stand there and those that were drafted.
func (x *draftText) whole() catalog.Forms {
	all := x.unit.Text
	for _, c := range x.got.Filled() {
		all = all.With(c, x.got.Get(c))
	}
	return all
}

// read returns the text that an answer says, or why it says none.
func (x *draftText) read(form string, a engine.Answer) (text, reason string) {
	if reason = unusable(a, a.Text); reason != "" {
		return "", reason
	}
	text, err := xliff.DecodeContent(x.unit.Page, x.english(form), a.Text, form != "other")
	if err != nil {
		return "", err.Error()
	}
	if !strings.Contains(x.english(form), "\n") {
		text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
	}
	return catalog.NormalizeText(text), ""
}

// refuse throws a draft away, whose key stays empty.
func (d *drafting) refuse(x *draftText, text, reason string) {
	if !x.refused {
		d.Refused = append(d.Refused, refusedAnswer(x.unit.Key, text, reason))
	}
	x.refused = true
}
