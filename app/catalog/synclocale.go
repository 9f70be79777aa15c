package catalog

import (
	"bytes"
	"cmp"
	"slices"
)

// SyncLocale returns a locale's catalog laid out anew: an entry for each message of the English catalog, in its order, with what there is to
// translate and every word that was translated before. old is nil where there is no such file yet; categories are the locale's plural
// categories ([Categories]). An entry with a fault, and what is like it in the other file, is left as it is; so is old where one of the two is
// [File.Opaque], or where a page's English is [File.Faulty] (law 9).
//
// A translation whose hash is not that of today's English becomes a previous one and leaves its place empty; the newest previous one whose
// English is today's comes back into an empty place. An entry whose key English no longer has goes below all others as a comment, and comes
// back with its key. Nothing else leaves the file (law 3), and doing it again changes nothing (law 5).
func SyncLocale(english, old *File, categories []string) *File {
	if old == nil {
		old = &File{}
	}
	if english.faulty && english.page || english.opaque || old.opaque {
		return old
	}
	before := old.layoutOnce()
	s := newEntryIndex(before, english.page)
	m := layout{head: before.head}
	for _, em := range english.layout().entries {
		if kept, ok := s.keep(em); ok {
			m.entries = append(m.entries, kept...)
			continue
		}
		english := em.forms()
		e := s.take(em.key, english)
		e.notes = em.notes
		e.update(english, categories)
		m.entries = append(m.entries, e)
	}
	for _, e := range before.entries {
		if s.kept[e.key] != nil && e.body != "" {
			m.entries = append(m.entries, e)
		}
	}
	m.trailers = s.leftovers(func(e *entry) bool {
		return !e.forms().Empty() || len(e.pairs) > 0 || len(e.peopleComments()) > 0 ||
			len(e.foreign(Forms{}, s.page)) > 0 || len(e.foreignSuggestions()) > 0
	})
	return m.file(old, english.page)
}

// file returns the file of the layout, with the line ends of old: old itself where its lines are the same, or where the faults of old would be others then.
func (m *layout) file(old *File, page bool) *File {
	data := m.bytes()
	if old.page == page && old.index != nil && bytes.Equal(data, bytes.ReplaceAll(old.source, []byte("\r\n"), []byte("\n"))) {
		return old
	}
	f, _ := parseAs(old.name, withLineEnds(data, old.source), page)
	if !f.keepsFaultsOf(old) {
		return old
	}
	return f
}

// keepsFaultsOf reports whether f has as many faults as a file that it was made from, and no fewer sound entries.
func (f *File) keepsFaultsOf(old *File) bool {
	return f.faults == old.faults && (old.faults == 0 || f.opaque == old.opaque && len(f.messages) >= len(old.messages))
}

// update lays out the entry for today's English.
func (e *entry) update(english Forms, categories []string) {
	hash := Hash(english)
	switch {
	case e.value("hash") == hash:
	case !e.forms().Empty():
		e.supersede()
	case len(e.pairs) > 0 && !e.source.Empty() && e.value("hash") == Hash(e.source) && e.pairs[0].Source != e.source:
		// Nobody translated the English shown so far: two edits that change no meaning each may do so together.
		e.dropUntranslated()
		e.pairs = slices.Insert(e.pairs, 0, pair{Previous: Previous{Source: e.source}})
	}
	e.source = english
	e.set("hash", hash)
	if e.forms().Empty() {
		again := func(p pair) bool { return p.Source == english && !p.Text.Empty() && p.Text.firstFlaw(false) == "" }
		if i := slices.IndexFunc(e.pairs, again); i >= 0 {
			e.restorePair(i)
		}
	}
	e.dropSuperseded()
	if !english.Plural() {
		categories = []string{"other"}
	}
	e.orderMembers(categories)
	if e.isFilled() {
		e.suggestions = e.foreignSuggestions()
	}
}

// supersede makes the translation a previous one. Its English is known only if the text shown above it is what its hash stands for.
func (e *entry) supersede() {
	p := Previous{Text: e.forms()}
	if e.value("hash") == Hash(e.source) {
		p.Source = e.source
	}
	e.dropUntranslated()
	if !e.hasPair(p) {
		e.pairs = slices.Insert(e.pairs, 0, pair{Previous: p})
	}
	for _, c := range categories {
		if e.member(c) != nil {
			e.set(c, "")
		}
	}
}

// orderMembers orders the members and adds empty ones. A text or a comment in a category that the locale does not have stays.
func (e *entry) orderMembers(wanted []string) {
	for _, c := range wanted {
		if e.member(c) == nil {
			e.set(c, "")
		}
	}
	order := append([]string{"hash", "description"}, wanted...)
	e.members = slices.DeleteFunc(e.members, func(m member) bool {
		return m.value == "" && !m.commented() && !slices.Contains(order, m.name)
	})
	rank := func(m member) uint { return uint(slices.Index(order, m.name)) } // of what is not wanted, the highest there is
	slices.SortStableFunc(e.members, func(a, b member) int { return cmp.Compare(rank(a), rank(b)) })
}

func (m member) commented() bool {
	return m.trail != "" || slices.ContainsFunc(m.before, func(l string) bool { return l != "" })
}

// makePlain makes the comments inside the table plain ones, which can stand anywhere.
func (e *entry) makePlain() {
	for i := range e.members {
		e.members[i].before = plainComments(e.members[i].before)
	}
	e.after = plainComments(e.after)
}
