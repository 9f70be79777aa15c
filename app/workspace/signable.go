package workspace

import (
	"fmt"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Unsignable says why a translation cannot be signed off: it is missing, outdated or at fault. It gives "" for one that can.
func (d *Workspace) Unsignable(l *locale.Locale, x Text) string {
	for _, path := range []string{corpus.CatalogPath(l.Tag, x.Slug), corpus.CatalogPath("en", x.Slug)} {
		if fault := d.faultOf(path); fault != "" {
			return "its file is at fault: mend it first: " + fault
		}
	}
	switch {
	case x.Own.Forms.Empty() && len(x.Own.Previous) > 0:
		return "it is outdated: the English has changed, and the new text is not translated"
	case x.Own.Forms.Empty():
		return "it is missing: there is no translation"
	case x.Own.Hash != catalog.Hash(x.English):
		return "it is outdated: it translates another English than today's; run parlance sync"
	}
	if fault := d.FirstError(l, x, x.Own.Forms, x.Own.Comments); fault != "" {
		return "parlance check has an error: " + fault
	}
	return ""
}

// faultOf gives the first fault of a catalog.
func (d *Workspace) faultOf(path string) string {
	name := d.Locales.Tree().Path(path)
	for _, f := range d.Corpus.Faults {
		if f.File == name {
			return f.Error()
		}
	}
	return ""
}

// FirstError gives the first error that the rules find in a translation of an English text; "" where there is none.
func (d *Workspace) FirstError(l *locale.Locale, x Text, words catalog.Forms, comments []string) string {
	for _, f := range check.Message(check.Unit{Key: x.Key, Kind: x.Kind, Source: x.English, Text: words, Comments: comments}, d.Context(l)) {
		if f.Severity == check.Error {
			return fmt.Sprintf("%s: %s (%s)", f.Rule, f.Message, f.Hint)
		}
	}
	return ""
}

// Context is what the rules have to know of a locale.
func (d *Workspace) Context(l *locale.Locale) check.Context {
	return check.Context{Tag: l.Tag, Script: l.Script, Categories: catalog.Categories(l.Tag), Glossary: d.glossary()}
}

// glossary reads the terms once. One that is missing or at fault, which check tells of, holds nothing up.
func (d *Workspace) glossary() *glossary.Glossary {
	if !d.asked {
		d.asked = true
		if data, err := store.ReadFile(d.Locales.Tree(), "glossary.toml"); err == nil {
			d.terms, _ = glossary.Parse(d.Locales.Tree().Path("glossary.toml"), data)
		}
	}
	return d.terms
}
