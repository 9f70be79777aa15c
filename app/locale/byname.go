package locale

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// ByName returns the locales in the order of their own names, as CLDR's root collation sorts names of all scripts: the order is the same in every
// language, so that a reader finds a language in the place where it was on the page before.
func (t *Table) ByName() []*Locale {
	list := make([]*Locale, len(t.Locales))
	for i := range t.Locales {
		list[i] = &t.Locales[i]
	}
	c := collate.New(language.Und)
	slices.SortStableFunc(list, func(a, b *Locale) int { return c.CompareString(a.Name, b.Name) })
	return list
}
