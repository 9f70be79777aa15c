package catalog

import (
	"errors"
	"fmt"
	"slices"
)

// ErrOlder says that the newest previous translation was not made for the English that stood just before today's: that one
// nobody translated, or it is not known. What changed then is more than the last edit.
var ErrOlder = errors.New("the newest previous translation is of an older English than the one just before today's")

// Accept makes the newest previous translation of an entry stand again, now for today's English, and says which it was. It
// is for an edit of the English that changes no meaning. The file must be laid out ([SyncLocale]).
//
// It is an error where there is no such entry, where it has a text, and where none was ever there; and it is [ErrOlder]
// where the translation is of another English than the one just before, unless older is asked for.
func (f *File) Accept(key string, older bool) (*File, Previous, error) {
	i, ok := f.index[key]
	if !ok || f.faulty {
		return f, Previous{}, fmt.Errorf("%s has no sound entry %s", f.name, key)
	}
	e := f.layout().entries[i].clone()
	n := slices.IndexFunc(e.pairs, func(p pair) bool { return !p.Text.Empty() })
	switch {
	case !e.forms().Empty():
		return f, Previous{}, errors.New("it is not outdated: it has a translation of today's English")
	case n < 0:
		return f, Previous{}, errors.New("it was never translated: there is nothing that could stand again")
	}
	p := e.pairs[n]
	for _, c := range p.Text.Filled() {
		if msg := validateValue(p.Text.Get(c), f.page); msg != "" {
			return f, p.Previous, fmt.Errorf("its previous translation cannot stand: %s", msg)
		}
	}
	if (n > 0 || p.Source.Empty()) && !older {
		return f, p.Previous, ErrOlder
	}
	e.restorePair(n)
	e.dropSuperseded()
	m := *f.layout()
	m.entries = slices.Clone(m.entries)
	m.entries[i] = e
	return m.file(f, f.page), p.Previous, nil
}

// restorePair gives the translation of a pair its place back.
func (e *entry) restorePair(n int) {
	p := e.pairs[n]
	for _, c := range p.Text.Filled() {
		e.set(c, p.Text.Get(c))
	}
	e.dropPair(n)
}

// dropPair takes a pair out and keeps the comments above it.
func (e *entry) dropPair(n int) {
	e.comments[atSuggestion] = slices.Insert(e.comments[atSuggestion], 0, e.pairs[n].before...)
	e.pairs = slices.Delete(e.pairs, n, n+1)
}

// noteUntranslated notes above a previous translation that the English shown so far came after it and nobody translated it: two
// edits that change no meaning each may do so together, and the first may have changed it.
func (e *entry) noteUntranslated() {
	if len(e.pairs) == 0 || e.source.Empty() || e.value("hash") != Hash(e.source) || e.pairs[0].Source == e.source {
		return
	}
	e.dropUntranslated()
	e.pairs = slices.Insert(e.pairs, 0, pair{Previous: Previous{Source: e.source}})
}

func (e *entry) dropUntranslated() {
	for i := len(e.pairs) - 1; i >= 0; i-- {
		if e.pairs[i].Text.Empty() {
			e.dropPair(i)
		}
	}
}

// dropSuperseded drops what an entry with a translation, or without a previous one, has no use for.
func (e *entry) dropSuperseded() {
	if !e.forms().Empty() || !slices.ContainsFunc(e.pairs, func(p pair) bool { return !p.Text.Empty() }) {
		e.dropUntranslated()
	}
}
