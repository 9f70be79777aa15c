package workspace

import (
	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
)

// compare holds all that was read back of the wanted texts, as they stand, against their English.
func (b *readingBack) compare(wanted Names) error {
	known, err := b.known()
	if err != nil {
		return err
	}
	context := b.w.checkContext(b.locale)
	texts, _ := b.w.texts(b.locale)
	for _, x := range texts {
		r, ok := known.Of(x.key, x.own.Forms)
		if !ok || !x.isToday() || !wanted.Has(x.slug, x.key) {
			continue
		}
		at := b.w.position(b.locale, x)
		b.Texts = append(b.Texts, ReadBackText{x.key, at.File, corpus.Position{Line: at.Line, Col: at.Col}, x.english, x.own.Forms, r.Forms(), r.By, r.At})
		b.Findings.add(x.differences(r.Forms(), context, at.File)...)
	}
	return nil
}

// differences returns what a read-back of a text says otherwise than its English.
func (x text) differences(back catalog.Forms, context check.Context, file string) (list []corpus.Finding) {
	u := check.Unit{Key: x.key, Kind: x.kind, Source: x.english, Text: x.own.Forms, Comments: x.own.Comments}
	for _, f := range check.ReadBack(u, back, context) {
		line, col := x.own.Position(f.Form)
		source := x.english.Get(f.Form)
		if source == "" {
			source = x.english.Other
		}
		list = append(list, corpus.Finding{Finding: f, Tag: context.Tag, File: file, Position: corpus.Position{Line: line, Col: col},
			Source: source, Text: x.own.Forms.Get(f.Form), ReadBack: back.Get(f.Form)})
	}
	return list
}
