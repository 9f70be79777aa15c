package locale

import "strings"

// Origin says who writes the drafts of a locale's translations.
type Origin string

// The two origins of a draft. A locale that does not say has human drafts.
const (
	Human   Origin = "human"
	Machine Origin = "machine"
)

// Locale is one language as it is served.
type Locale struct {
	Tag     string   // BCP 47, canonical spelling, without extensions
	Name    string   // the language's name in itself, as locales.toml says
	Script  string   // ISO 15924, for example "Arab"; the likely one where the tag says none (CLDR)
	Dir     string   // "ltr" or "rtl", from the script
	Drafts  Origin   // who writes the drafts
	Related []string // languages whose readers are given this locale when nothing nearer is served: "ku", "zh-Hant"
	Index   int      // place in Table.Locales, and in a Set
}

// Table is what locales.toml says. It is not changed after ParseTable made it.
type Table struct {
	MinCoverage float64  // 0 to 1: the share of a page's words that must be publishable before a locale takes part in negotiation
	Locales     []Locale // in the order of the file, at most 256; "en" is among them
}

// Find gives the locale with a tag, whatever its letters' case. It does not take "_" for "-", nor an old name for a new one.
func (t *Table) Find(tag string) (*Locale, bool) {
	for i := range t.Locales {
		// Every request asks, mostly with what is no tag: length and first letter tell in a nanosecond.
		own := t.Locales[i].Tag
		if len(own) == len(tag) && len(tag) > 0 && own[0]|0x20 == tag[0]|0x20 && strings.EqualFold(own, tag) {
			return &t.Locales[i], true
		}
	}
	return nil, false
}

// English gives the locale "en", which every parsed table has; nil where a table made by hand has none.
func (t *Table) English() *Locale {
	en, _ := t.Find("en")
	return en
}

// Parents gives the served locales from which l inherits, nearest first: for es-MX es-419, then es (CLDR's parentLocales). They
// are of the same language and script; English is a parent only of other English.
func (t *Table) Parents(l *Locale) []*Locale {
	id, ok := identify(l.Tag)
	if !ok {
		return nil
	}
	parents := t.called(id, func(other *Locale) bool { return len(other.Tag) < len(l.Tag) })
	for {
		if id, ok = known().parent(id); !ok {
			return parents
		}
		parents = append(parents, t.called(id, func(other *Locale) bool { return other.Index != l.Index })...)
	}
}

// called gives the locales that id is another way to write, for example both zh and zh-Hans, as far as ok allows.
func (t *Table) called(id ident, ok func(*Locale) bool) []*Locale {
	var found []*Locale
	for i := range t.Locales {
		other := &t.Locales[i]
		if got, is := identify(other.Tag); is && got == id && ok(other) {
			found = append(found, other)
		}
	}
	return found
}
