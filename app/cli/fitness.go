package cli

import (
	"fmt"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// unfit says why a translation cannot be signed off: it is missing, outdated or at fault. It gives "" for one that can.
func (d *desk) unfit(l *locale.Locale, x text) string {
	for _, path := range []string{site.CatalogPath(l.Tag, x.slug), site.CatalogPath("en", x.slug)} {
		if fault := d.faultOf(path); fault != "" {
			return "its file is at fault: mend it first: " + fault
		}
	}
	switch {
	case x.own.Forms.Empty() && len(x.own.Previous) > 0:
		return "it is outdated: the English has changed, and the new text is not translated"
	case x.own.Forms.Empty():
		return "it is missing: there is no translation"
	case x.own.Hash != catalog.Hash(x.english):
		return "it is outdated: it translates another English than today's; run parlance sync"
	}
	if fault := d.misleading(l, x, x.own.Forms, x.own.Comments); fault != "" {
		return "parlance check has an error: " + fault
	}
	return ""
}

// faultOf gives the first fault of a catalog.
func (d *desk) faultOf(path string) string {
	name := d.locales.Path(path)
	for _, f := range d.src.Faults {
		if f.File == name {
			return f.Error()
		}
	}
	return ""
}

// misleading gives the first error that the rules find in a translation of an English text; "" where there is none.
func (d *desk) misleading(l *locale.Locale, x text, words catalog.Forms, comments []string) string {
	for _, f := range check.Message(check.Unit{Key: x.key, Kind: x.kind, Source: x.english, Text: words, Comments: comments}, d.context(l)) {
		if f.Severity == check.Error {
			return fmt.Sprintf("%s: %s (%s)", f.Rule, f.Message, f.Hint)
		}
	}
	return ""
}

// context is what the rules have to know of a locale.
func (d *desk) context(l *locale.Locale) check.Context {
	return check.Context{Tag: l.Tag, Script: l.Script, Categories: catalog.Categories(l.Tag), Glossary: d.glossary()}
}

// glossary reads the terms once. One that is missing or at fault, which check tells of, holds nothing up.
func (d *desk) glossary() *glossary.Glossary {
	if !d.asked {
		d.asked = true
		if data, err := store.ReadFile(d.locales, "glossary.toml"); err == nil {
			d.terms, _ = glossary.Parse(d.locales.Path("glossary.toml"), data)
		}
	}
	return d.terms
}
