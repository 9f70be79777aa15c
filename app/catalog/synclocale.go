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

// entryIndex holds the entries of an old file by key until they are taken into the new one.
type entryIndex struct {
	old      *layout
	page     bool // of a page, not of the interface
	live     map[string]*entry
	kept     map[string][]*entry // those with a fault
	obsolete map[string][]*entry
}

func newEntryIndex(old *layout, page bool) *entryIndex {
	x := &entryIndex{old: old, page: page, live: make(map[string]*entry, len(old.entries)), obsolete: map[string][]*entry{}}
	for _, e := range old.entries {
		if e.body == "" {
			x.live[e.key] = e
			continue
		}
		if x.kept == nil {
			x.kept = map[string][]*entry{}
		}
		x.kept[e.key] = append(x.kept[e.key], e)
	}
	for _, r := range old.trailers {
		if r.obsolete != nil {
			x.obsolete[r.obsolete.key] = append(x.obsolete[r.obsolete.key], r.obsolete)
		}
	}
	return x
}

// keep returns what the file has of an English message where one of the two is at fault; ok is false where none is.
func (x *entryIndex) keep(english *entry) (entries []*entry, ok bool) {
	if entries = x.kept[english.key]; entries != nil {
		delete(x.kept, english.key)
		return entries, true
	}
	if english.body == "" && usableEnglish(english.forms()) {
		return nil, false
	}
	if live := x.live[english.key]; live != nil {
		delete(x.live, english.key)
		entries = []*entry{live}
	}
	return entries, true
}

// take returns the entry of a key, with all that the file still has of it: an empty one where it has nothing.
func (x *entryIndex) take(key string, english Forms) *entry {
	own := func(e *entry) *entry {
		e = e.clone()
		e.keepComments(e.foreign(english, x.page)...)
		return e
	}
	e, obsolete := &entry{key: key}, x.obsolete[key]
	if live := x.live[key]; live != nil {
		e = own(live)
	}
	delete(x.live, key)
	delete(x.obsolete, key)
	if len(obsolete) > 0 && len(e.members) == 0 && len(e.pairs) == 0 && len(e.peopleComments()) == 0 {
		e, obsolete = own(obsolete[0]), obsolete[1:]
	}
	known := map[Previous]bool{}
	for _, p := range e.pairs {
		known[p.Previous] = true
	}
	for _, o := range obsolete { // their words and comments
		o = own(o)
		if !o.forms().Empty() {
			o.supersede()
		}
		e.keepComments(o.peopleComments()...)
		for _, p := range o.pairs {
			if !known[p.Previous] && !p.Text.Empty() {
				known[p.Previous] = true
				e.pairs = append(e.pairs, pair{Previous: p.Previous})
			}
		}
	}
	return e
}

// leftovers returns what nobody took, for the end of the file; of the entries, those that are worth keeping.
func (x *entryIndex) leftovers(worth func(*entry) bool) (tail []trailer) {
	for _, r := range x.old.trailers {
		if r.obsolete == nil || x.obsolete[r.obsolete.key] != nil {
			tail = append(tail, r)
		}
	}
	for _, e := range x.old.entries {
		if x.live[e.key] == e && worth(e) {
			tail = append(tail, trailer{obsolete: e.withoutEnglish()})
		}
	}
	return tail
}

// withoutEnglish returns the entry as it is kept once its English is gone: one block without blank lines, nothing empty in it.
func (e *entry) withoutEnglish() *entry {
	e = e.clone()
	for i := range e.comments {
		e.comments[i] = slices.DeleteFunc(e.comments[i], isBlank)
	}
	for i := range e.pairs {
		e.pairs[i].before = slices.DeleteFunc(slices.Clone(e.pairs[i].before), isBlank)
	}
	e.keepComments(markLines(markSuggestion, e.foreignSuggestions())...)
	e.suggestions = nil
	e.makePlain()
	empty := e.forms().Empty()
	e.members = slices.DeleteFunc(e.members, func(m member) bool {
		return !m.commented() && (m.value == "" || m.name == "hash" && empty)
	})
	return e
}

// makePlain makes the comments inside the table plain ones, which can stand anywhere.
func (e *entry) makePlain() {
	for i := range e.members {
		e.members[i].before = plainComments(e.members[i].before)
	}
	e.after = plainComments(e.after)
}
