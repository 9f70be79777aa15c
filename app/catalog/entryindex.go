package catalog

import "slices"

// shelf holds the entries of an old file until they are taken into the new one.
type shelf struct {
	old  model
	page bool // of a page, not of the interface
	live map[string]*entry
	gone map[string][]*entry
}

func newShelf(old model, page bool) *shelf {
	s := &shelf{old: old, page: page, live: make(map[string]*entry, len(old.entries)), gone: map[string][]*entry{}}
	for _, e := range old.entries {
		s.live[e.key] = e
	}
	for _, r := range old.tail {
		if r.gone != nil {
			s.gone[r.gone.key] = append(s.gone[r.gone.key], r.gone)
		}
	}
	return s
}

// take gives the entry of a key, with all that the file still has of it: an empty one where it has nothing.
func (s *shelf) take(key string, english Forms) *entry {
	e := &entry{key: key}
	if live := s.live[key]; live != nil {
		e = live.clone()
		e.keep(e.foreign(english, s.page)...)
		delete(s.live, key)
	}
	gone := s.gone[key]
	delete(s.gone, key)
	if len(gone) > 0 && len(e.members) == 0 && len(e.pairs) == 0 && len(e.people()) == 0 {
		e, gone = gone[0].clone(), gone[1:]
		e.keep(e.foreign(english, s.page)...)
	}
	e.adopt(gone, english, s.page)
	return e
}

// adopt takes over the words and comments of other entries of the same key.
func (e *entry) adopt(others []*entry, english Forms, page bool) {
	known := map[Previous]bool{}
	for _, p := range e.pairs {
		known[p.Previous] = true
	}
	for _, g := range others {
		g = g.clone()
		g.keep(g.foreign(english, page)...)
		if !g.forms().Empty() {
			g.retire()
		}
		e.keep(g.people()...)
		for _, p := range g.pairs {
			if !known[p.Previous] && !p.Text.Empty() {
				known[p.Previous] = true
				e.pairs = append(e.pairs, pair{Previous: p.Previous})
			}
		}
	}
}

// leftovers gives what nobody took, for the end of the file. Of the entries, those that hold something worth keeping.
func (s *shelf) leftovers(worth func(*entry) bool) (tail []rest) {
	for _, r := range s.old.tail {
		if r.gone == nil || s.gone[r.gone.key] != nil {
			tail = append(tail, r)
		}
	}
	for _, e := range s.old.entries {
		if s.live[e.key] != nil && worth(e) {
			tail = append(tail, rest{gone: e.leave()})
		}
	}
	return tail
}

// leave gives the entry as it is kept once its English is gone: one block without blank lines, nothing empty in it.
func (e *entry) leave() *entry {
	e = e.clone()
	blank := func(l string) bool { return l == "" }
	for i := range e.comments {
		e.comments[i] = slices.DeleteFunc(e.comments[i], blank)
	}
	for i := range e.pairs {
		e.pairs[i].before = slices.DeleteFunc(slices.Clone(e.pairs[i].before), blank)
	}
	e.keep(asComments(markSuggestion, slices.DeleteFunc(slices.Clone(e.suggestions), isSuggestion))...)
	e.suggestions = nil
	e.settle()
	empty := e.forms().Empty()
	e.members = slices.DeleteFunc(e.members, func(m member) bool {
		return !m.commented() && (m.value == "" || m.name == "hash" && empty)
	})
	return e
}

// settle makes the comments inside the table such that they can stand in any place.
func (e *entry) settle() {
	for i := range e.members {
		e.members[i].before = plainly(e.members[i].before)
	}
	e.after = plainly(e.after)
}
