package catalog

import (
	"slices"
	"strings"
)

// KeepTexts returns the catalog with the texts of another version of it, that somebody saved and that is about to go, as previous translations above the
// entries that have other words (law 3). missing are the keys of texts that it has no entry for. In a [File.Faulty] file nothing is kept.
func (f *File) KeepTexts(other *File) (next *File, missing []string) {
	var edits []edit
	f = f.asTables()
	data, entries := f.text(), f.entries()
	for _, m := range other.Messages() {
		if m.Forms.Empty() {
			continue
		}
		e, ok := entries[m.Key]
		if !ok || f.faulty {
			missing = append(missing, m.Key)
			continue
		}
		p := Previous{Text: m.Forms}
		if e.forms() == p.Text || slices.ContainsFunc(e.pairs, func(known pair) bool { return known.Text == p.Text }) {
			continue
		}
		if m.Hash == Hash(m.Source) {
			p.Source = m.Source
		}
		at := belowSource(data, e.offset)
		edits = append(edits, edit{at, at, strings.Join(p.lines(), "\n") + "\n"})
	}
	if len(edits) == 0 {
		return f, missing
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	next, _ = parseAs(f.name, withLineEnds(applyEdits(data, edits), f.source), f.page)
	return next, missing
}
