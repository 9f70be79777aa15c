package catalog

import (
	"errors"
	"fmt"
	"slices"
)

// ErrOlder is returned where the English just before today's was not translated or is not known: more than the last edit has changed then.
var ErrOlder = errors.New("the newest previous translation is of an older English than the one just before today's")

// Accept makes the newest previous translation of an entry its text again, for today's English, and returns which it was: after an edit of
// the English that changes no meaning. The file must be laid out ([SyncLocale]). The error is [ErrOlder] where the translation is of an older
// English than the one just before, unless older is set; another where there is no such entry, or where it has a text or never had one.
func (f *File) Accept(key string, older bool) (*File, Previous, error) {
	i := f.soundEntry(key)
	if i < 0 {
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
	if msg := p.Text.firstFlaw(f.page); msg != "" {
		return f, p.Previous, fmt.Errorf("its previous translation cannot stand: %s", msg)
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

// soundEntry returns the index among the entries of the one of a key that can be laid out, -1 where there is none.
func (f *File) soundEntry(key string) int {
	i, ok := f.index[key]
	switch {
	case !ok || f.opaque:
		return -1
	case !f.faulty:
		return i
	}
	return slices.IndexFunc(f.layout().entries, func(e *entry) bool { return e.key == key && e.body == "" })
}

func (e *entry) restorePair(n int) {
	p := e.pairs[n]
	text := p.Text.Normalize()
	for _, c := range text.Filled() {
		e.set(c, text.Get(c))
	}
	e.dropPair(n)
}

// dropPair removes a pair and keeps the comments above it.
func (e *entry) dropPair(n int) {
	e.comments[atSuggestion] = slices.Insert(e.comments[atSuggestion], 0, e.pairs[n].before...)
	e.pairs = slices.Delete(e.pairs, n, n+1)
}

func (e *entry) dropUntranslated() {
	for i := len(e.pairs) - 1; i >= 0; i-- {
		if e.pairs[i].Text.Empty() {
			e.dropPair(i)
		}
	}
}

// dropSuperseded removes the pairs without a text where the entry has a translation, or no previous one.
func (e *entry) dropSuperseded() {
	if !e.forms().Empty() || !slices.ContainsFunc(e.pairs, func(p pair) bool { return !p.Text.Empty() }) {
		e.dropUntranslated()
	}
}
