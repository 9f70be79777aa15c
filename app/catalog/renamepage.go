package catalog

import (
	"slices"
	"strings"
)

// RenamePage returns the catalog with the keys of one page changed to those of another, obsolete ones too, and with what into, the catalog that stands
// under the new name, has kept of a page before: nil for none. name is that of the result. ok is false where one of the two has a fault, which could hide some.
func (f *File) RenamePage(name, from, to string, into *File) (next *File, ok bool) {
	if f.faulty || into != nil && into.faulty {
		return f, false
	}
	keys := map[string]bool{}
	rename := func(e *entry) *entry {
		if rest, of := strings.CutPrefix(e.key, from+"."); of {
			e = e.clone()
			e.key = to + "." + rest
		}
		keys[e.key] = true
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
	if into != nil {
		m.trailers = append(m.trailers, into.kept(keys)...)
	}
	next, _ = parseAs(name, withLineEnds(m.bytes(), f.source), f.page)
	return next, !next.faulty && len(next.messages) == len(f.messages)
}

// kept returns all that a catalog holds, out of use, without the English that today's keys had before.
func (f *File) kept(today map[string]bool) (list []trailer) {
	l := f.layout()
	if len(l.head) > 0 {
		list = append(list, trailer{lines: l.head})
	}
	for _, e := range l.entries {
		list = append(list, trailer{obsolete: e.withoutEnglish()})
	}
	return slices.DeleteFunc(append(list, l.trailers...), func(t trailer) bool {
		return t.obsolete != nil && today[t.obsolete.key] && t.obsolete.value("hash") == "" && len(t.obsolete.peopleComments()) == 0
	})
}
