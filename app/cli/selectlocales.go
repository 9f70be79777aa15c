package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/locale"
)

// selectLocales returns the locales that were named, in the order of the table; where none was, all of them. English is among them only if
// english is set; to name it otherwise is a [usageError]. The error is an [unknownLocaleError] where there is no such locale.
func selectLocales(table *locale.Table, tags []string, english bool) ([]*locale.Locale, error) {
	wanted := map[int]bool{}
	for _, tag := range tags {
		l, ok := table.Find(strings.ReplaceAll(tag, "_", "-"))
		switch {
		case !ok:
			return nil, newUnknownLocaleError(table, tag)
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

// unknownLocaleError is a tag that no locale has, and what was perhaps meant.
type unknownLocaleError struct{ tag, hint string }

// Error returns the tag with the hint.
func (e *unknownLocaleError) Error() string {
	return fmt.Sprintf("unknown locale %q: %s", e.tag, e.hint)
}

func newUnknownLocaleError(table *locale.Table, tag string) error {
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
	hint := "the locales are " + strings.Join(tags, ", ")
	if len(meant) > 0 {
		hint = "did you mean " + strings.Join(meant, " or ") + "?"
	}
	return &unknownLocaleError{tag, hint}
}
