package cli

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store/folder"
	"github.com/parlance/parlance/app/workspace"
)

// read reads both trees. An error is that nothing can be read at all; faults of single files are among the sources.
func (c trees) read(p workspace.Progress) (*corpus.Corpus, error) {
	content, err := folder.Open(c.Content)
	if err != nil {
		return nil, err
	}
	locales, err := folder.Open(c.Locales)
	if err != nil {
		return nil, err
	}
	p.Start("reading files", 0)
	return corpus.NewReader(workspace.Counting(p, content.Tree()), workspace.Counting(p, locales.Tree())).Read(corpus.Changes{})
}

// chosen gives the locales that were named, in the order of the table; all but English where none was.
func chosen(t *terminal, table *locale.Table, tags []string, english bool) ([]*locale.Locale, error) {
	wanted := map[int]bool{}
	for _, tag := range tags {
		l, ok := table.Find(strings.ReplaceAll(tag, "_", "-"))
		switch {
		case !ok:
			return nil, unknownLocale(t, table, tag)
		case l.Tag == "en" && !english:
			fmt.Fprintln(t.err, "parlance: en is what is translated: name another locale")
			return nil, exit(usage)
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

// unknownLocale says that no locale has that tag, and which ones were perhaps meant.
func unknownLocale(t *terminal, table *locale.Table, tag string) error {
	var tags, names []string
	for _, l := range table.Locales {
		tags, names = append(tags, l.Tag), append(names, l.Tag, l.Name)
	}
	var meant []string
	for _, name := range nearest(tag, names) {
		for _, l := range table.Locales {
			if l.Tag == name || l.Name == name {
				meant = append(meant, l.Tag)
			}
		}
	}
	hint := "the locales are " + strings.Join(tags, ", ")
	if len(meant) > 0 {
		hint = "did you mean " + strings.Join(compact(meant), " or ") + "?"
	}
	fmt.Fprintf(t.err, "parlance: unknown locale %q: %s\n", tag, hint)
	return exit(usage)
}

// compact leaves out what was there before.
func compact(names []string) (once []string) {
	seen := map[string]bool{}
	for _, n := range names {
		if !seen[n] {
			seen[n], once = true, append(once, n)
		}
	}
	return once
}

// one returns the one locale that was named.
func one(t *terminal, table *locale.Table, tag string) (*locale.Locale, error) {
	list, err := chosen(t, table, []string{tag}, false)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}
