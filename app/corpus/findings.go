package corpus

import (
	"cmp"
	"slices"
	"sync"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/locale"
)

// Finding is what a rule found, with its place in a file.
type Finding struct {
	check.Finding
	Tag      string // the locale of the text
	File     string // as a person names it
	Position        // of the finding, in File
	Source   string // the English; "" where the text is English itself
	Text     string // the text that the finding is about
	ReadBack string // what a program that saw Text alone says in English that it says; "" where the finding is of another rule
}

// FindingParts returns functions that check every text of some locales against today's English: one for English itself if it is among them,
// one for each page, so that its English is analyzed once for all locales, one for the interface, one for recordings, and one for each locale, for texts
// that stand at the wrong key of any page. They may run at the same time. Each
// returns its findings in the order of the locales. Texts that are missing or outdated, which readers do not get, are not checked; nor are, English
// apart, pages that wanted does not report, the interface as "ui".
func (c *Corpus) FindingParts(locales []*locale.Locale, wanted func(slug string) bool) []func() [][]Finding {
	var parts []func() [][]Finding
	contexts := make([]check.Context, len(locales))
	for n, l := range locales {
		contexts[n] = c.CheckContext(l)
		if l.Tag == "en" {
			parts = append(parts, func() [][]Finding {
				found := make([][]Finding, len(locales))
				found[n] = c.EnglishFindings()
				return found
			})
		}
	}
	for _, p := range c.Sources() {
		if wanted(p.Slug) {
			parts = append(parts, func() [][]Finding {
				return findingsOf(p.catalogsIn(locales), locales, contexts, p.units(), c.Locales)
			})
		}
	}
	if wanted(catalog.InterfaceSlug) {
		parts = append(parts, func() [][]Finding {
			return findingsOf(c.Interface, locales, contexts, c.interfaceUnits(), c.Locales)
		})
	}
	parts = append(parts, func() [][]Finding { return c.recordingFindings(locales) })
	all := sync.OnceValue(c.pagesEnglish)
	for n, l := range locales {
		if l.Tag != "en" {
			parts = append(parts, func() [][]Finding {
				found := make([][]Finding, len(locales))
				found[n] = elsewhere(all(), l, contexts[n])
				return found
			})
		}
	}
	return parts
}

// pageEnglish is the English of one message of a page.
type pageEnglish struct {
	page *Page
	english
}

// pagesEnglish returns the English of all pages.
func (c *Corpus) pagesEnglish() (all []pageEnglish) {
	for _, p := range c.Sources() {
		for _, u := range p.units() {
			all = append(all, pageEnglish{p, english{unit: u, hash: catalog.Hash(u.Source)}})
		}
	}
	return all
}

// elsewhere returns the translations, in one locale, that stand at the wrong key.
func elsewhere(all []pageEnglish, l *locale.Locale, in check.Context) (found []Finding) {
	var units []check.Unit
	at := map[string]pageEnglish{}
	for _, e := range all {
		if m, ok := e.translation(e.page.Catalog(l.Index)); ok {
			u := e.unit
			u.Text, u.Comments = m.Forms, m.Comments
			units = append(units, u)
			at[u.Key] = e
		}
	}
	for _, x := range check.Elsewhere(units, in) {
		e := at[x.Key]
		f := e.page.Catalog(l.Index)
		m, _ := e.translation(f)
		found = append(found, e.finding(x, f, m, in))
	}
	return found
}

// interfaceUnits returns the English of the interface.
func (c *Corpus) interfaceUnits() (list []check.Unit) {
	for _, m := range c.Interface[c.Locales.English().Index].Messages() {
		list = append(list, check.Unit{Key: m.Key, Source: m.Forms})
	}
	return list
}

// findingsOf checks the translations of some units in the catalogs of one page or of the interface.
func findingsOf(files []*catalog.File, locales []*locale.Locale, contexts []check.Context, units []check.Unit, table *locale.Table) [][]Finding {
	found := make([][]Finding, len(locales))
	keys := make(map[string]bool, len(units))
	for _, u := range units {
		keys[u.Key] = true
	}
	for n, l := range locales {
		if l.Tag != "en" {
			found[n] = changedByHand(files[l.Index], files[table.English().Index], keys, l)
		}
	}
	translated := make([][]check.Unit, len(locales))
	for _, u := range units {
		e := english{unit: u, hash: catalog.Hash(u.Source)}
		for n, l := range locales {
			if f := files[l.Index]; f != nil && l.Tag != "en" {
				found[n] = append(found[n], e.findings(f, contexts[n])...)
				if m, ok := e.translation(f); ok {
					u.Text, u.Comments = m.Forms, m.Comments
					translated[n] = append(translated[n], u)
				}
			}
		}
	}
	for n, l := range locales {
		for _, one := range check.MixedAddress(translated[n], contexts[n]) {
			f := files[l.Index]
			m, _ := f.Find(one.Key)
			at := slices.IndexFunc(translated[n], func(u check.Unit) bool { return u.Key == one.Key })
			e := english{unit: translated[n][at]}
			found[n] = append(found[n], e.finding(one, f, m, contexts[n]))
		}
	}
	return found
}

// english is the English of one message, to check its translations.
type english struct {
	unit check.Unit
	hash string
	read *check.English // nil until there is something to check
}

// CheckContext returns what the rules must know of a locale.
func (c *Corpus) CheckContext(l *locale.Locale) check.Context {
	return check.Context{Tag: l.Tag, Script: l.Script, Categories: catalog.Categories(l.Tag), Glossary: c.Glossary}
}

// Unit returns the English of segment i, to check its translations.
func (p *Page) Unit(i int) check.Unit {
	seg := p.Segments[i]
	return check.Unit{Key: p.Keys[i], Kind: string(seg.Kind), Source: catalog.Forms{Other: seg.Text}}
}

// units returns the English of the segments that are translated.
func (p *Page) units() (list []check.Unit) {
	for i, seg := range p.Segments {
		if !seg.NoTranslate {
			list = append(list, p.Unit(i))
		}
	}
	return list
}

// MessageFindings returns what the rules find in a catalog's translation of a unit. in is that of the catalog's locale.
func MessageFindings(f *catalog.File, u check.Unit, in check.Context) []Finding {
	e := english{unit: u, hash: catalog.Hash(u.Source)}
	return e.findings(f, in)
}

// translation returns the translation of today's English that a catalog has; ok is false where it has none.
func (e *english) translation(f *catalog.File) (m catalog.Message, ok bool) {
	if f == nil {
		return m, false
	}
	m, ok = f.Find(e.unit.Key)
	return m, ok && !m.Forms.Empty() && m.Hash == e.hash
}

// findings checks the translation that a catalog has.
func (e *english) findings(f *catalog.File, in check.Context) (list []Finding) {
	m, ok := e.translation(f)
	if !ok {
		return nil
	}
	if e.read == nil {
		e.read = check.NewEnglish(e.unit, in.Glossary)
	}
	for _, one := range e.read.Check(m.Forms, m.Comments, in) {
		list = append(list, e.finding(one, f, m, in))
	}
	return list
}

// finding returns what a rule found in the translation that a catalog has, with its place.
func (e *english) finding(one check.Finding, f *catalog.File, m catalog.Message, in check.Context) Finding {
	source := cmp.Or(e.unit.Source.Get(one.Form), e.unit.Source.Other)
	return Finding{one, in.Tag, f.Name(), positionInCatalog(f, m, one.Form, one.Offset), source, m.Forms.Get(one.Form), ""}
}

// EnglishFindings returns what the rules find in the English of the pages and of the interface.
func (c *Corpus) EnglishFindings() []Finding {
	byKey := map[string]func(check.Finding) Finding{} // where a finding is
	var found []check.Finding
	var all []check.Unit
	for _, p := range c.Sources() {
		for i, seg := range p.Segments {
			byKey[p.Keys[i]] = func(f check.Finding) Finding {
				return Finding{f, "en", p.File, positionInPage(p.Page, i, f.Offset), "", seg.Text, ""}
			}
		}
		units := p.units()
		found = append(found, check.EnglishPage(units)...)
		all = append(all, units...)
	}
	file := c.Interface[c.Locales.English().Index]
	for _, m := range file.Messages() {
		byKey[m.Key] = func(f check.Finding) Finding {
			return Finding{f, "en", file.Name(), positionInCatalog(file, m, f.Form, f.Offset), "", m.Forms.Get(f.Form), ""}
		}
	}
	units := c.interfaceUnits()
	found = slices.Concat(found, check.EnglishPage(units), check.NearDuplicates(append(all, units...)))
	list := c.deadLinks()
	for _, f := range found {
		list = append(list, byKey[f.Key](f))
	}
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return list
}
