package catalog

import "strings"

// RenamePage returns the catalog with the keys of one page changed to those of another, obsolete ones too; ok is false where it has a fault, which could hide some.
func (f *File) RenamePage(name, from, to string) (next *File, ok bool) {
	if f.faulty {
		return f, false
	}
	rename := func(e *entry) *entry {
		if rest, of := strings.CutPrefix(e.key, from+"."); of {
			e = e.clone()
			e.key = to + "." + rest
		}
		return e
	}
	m := layout{head: f.layout().head}
	for _, e := range f.layout().entries {
		m.entries = append(m.entries, rename(e))
	}
	for _, t := range f.layout().trailers {
		if t.obsolete != nil {
			t.obsolete = rename(t.obsolete)
		}
		m.trailers = append(m.trailers, t)
	}
	next, _ = parseAs(name, withLineEnds(m.bytes(), f.source), f.page)
	return next, !next.faulty && len(next.messages) == len(f.messages)
}
