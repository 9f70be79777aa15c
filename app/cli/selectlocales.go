package cli

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/locale"
)

// selectLocales returns the locales that were named, in the order of the table; where none was, all of them. English is among them only if
// english is set. The error is a [usageError] where English was named otherwise, or there is no such locale.
func selectLocales(table *locale.Table, tags []string, english bool) ([]*locale.Locale, error) {
	wanted := map[int]bool{}
	for _, tag := range tags {
		l, ok := table.Find(strings.ReplaceAll(tag, "_", "-"))
		switch {
		case !ok:
			return nil, unknownLocale(table, tag)
		case l.Tag == "en" && !english:
			return nil, usagef("en is what is translated: name another locale")
		}
		wanted[l.Index] = true
	}
	var list []*locale.Locale
	for i := range table.Locales {
		l := &table.Locales[i]
		if wanted[l.Index] || len(tags) == 0 && (english || l.Tag != "en") {
			list = append(list, l)
		}
	}
	return list, nil
}

// unknownLocale returns the [usageError] of a tag that no locale has, with what was perhaps meant.
func unknownLocale(table *locale.Table, tag string) error {
	var tags, names, meant []string
	for _, l := range table.Locales {
		tags, names = append(tags, l.Tag), append(names, l.Tag, l.Name)
	}
	for _, name := range suggest(tag, names) {
		for _, l := range table.Locales {
			if (l.Tag == name || l.Name == name) && !slices.Contains(meant, l.Tag) {
				meant = append(meant, l.Tag)
			}
		}
	}
	return usagef("unknown locale %q: %s", tag, didYouMean(meant, "the locales are "+strings.Join(tags, ", ")))
}
