package catalog

import "slices"

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
