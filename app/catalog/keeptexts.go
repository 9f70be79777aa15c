package catalog

import (
	"slices"
	"strings"
)

// KeepTexts returns the catalog with what another version of it holds and it does not, that somebody saved and that is about to go (law 3): texts, previous ones too,
// as previous translations above the entries that have other words, and comments that people wrote. missing are the keys of texts that it has no entry for. In
// a [File.Faulty] file nothing is kept.
func (f *File) KeepTexts(other *File) (next *File, missing []string) {
	var edits []edit
	f = f.asTables()
	data, entries := f.text(), f.entries()
	known := map[string]bool{}
	newComments := func(lines []string) []string {
		return slices.DeleteFunc(slices.Clone(lines), func(line string) bool {
			defer func() { known[line] = true }()
			return known[line]
		})
	}
	newComments(commentLines(data))
	for _, e := range entries {
		newComments(e.peopleComments())
	}
	for _, m := range other.Messages() {
		texts := m.texts()
		e, ok := entries[m.Key]
		if !ok || f.faulty {
			if len(texts) > 0 {
				missing = append(missing, m.Key)
			}
			continue
		}
		lines := newComments(m.Comments)
		for _, p := range texts {
			if e.forms() != p.Text && !slices.ContainsFunc(e.pairs, func(known pair) bool { return known.Text == p.Text }) {
				lines = append(lines, p.lines()...)
			}
		}
		if len(lines) > 0 {
			at := belowSource(data, e.offset)
			edits = append(edits, edit{at, at, strings.Join(lines, "\n") + "\n"})
		}
	}
	if lines := newComments(commentLines(other.text())); len(lines) > 0 && !f.faulty {
		edits = append(edits, edit{len(data), len(data), "\n" + strings.Join(lines, "\n") + "\n"})
	}
	if len(edits) == 0 {
		return f, missing
	}
	next, _ = parseAs(f.name, withLineEnds(applyEdits(data, edits), f.source), f.page)
	return next, missing
}

// texts returns the texts of an entry, the previous ones behind that of today, with the English that they translate where it is known.
func (m Message) texts() []Previous {
	if m.Forms.Empty() {
		return m.Previous
	}
	now := Previous{Text: m.Forms}
	if m.Hash == Hash(m.Source) {
		now.Source = m.Source
	}
	return append([]Previous{now}, m.Previous...)
}

// HasOtherTexts reports whether an entry has a text, or a previous one, that another has not.
func (m Message) HasOtherTexts(other Message) bool {
	known := other.texts()
	return slices.ContainsFunc(m.texts(), func(p Previous) bool {
		return !slices.ContainsFunc(known, func(k Previous) bool { return k.Text == p.Text })
	})
}

// commentLines returns the lines of a catalog that are comments of people.
func commentLines(data []byte) (lines []string) {
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") && !hasMark(line) {
			lines = append(lines, line)
		}
	}
	return lines
}
