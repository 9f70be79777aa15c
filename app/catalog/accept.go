package catalog

import (
	"errors"
	"fmt"
	"slices"
)

// ErrOlder is returned where the English just before today's was not translated or is not known: more than the last edit has changed then.
var ErrOlder = errors.New("the newest previous translation is of an older English than the one just before today's")

// Acceptable returns the newest previous translation of an entry, which may be made its text again ([Edit.Restores]) for today's English: after an edit
// of the English that changes no meaning. The file must be laid out ([SyncLocale]). The error is [ErrOlder] where the translation is of an older
// English than the one just before, unless older is set; another where there is no such entry, or where it has a text or never had one.
func (f *File) Acceptable(key string, older bool) (Previous, error) {
	i := f.soundEntry(key)
	if i < 0 {
		return Previous{}, fmt.Errorf("%s has no sound entry %s", f.name, key)
	}
	e := f.layout().entries[i]
	n := slices.IndexFunc(e.pairs, func(p pair) bool { return !p.Text.Empty() })
	switch {
	case !e.forms().Empty():
		return Previous{}, errors.New("it is not outdated: it has a translation of today's English")
	case n < 0:
		return Previous{}, errors.New("it was never translated: there is nothing that could stand again")
	}
	p := e.pairs[n].Previous
	if msg := p.Text.firstFlaw(f.page); msg != "" {
		return p, fmt.Errorf("its previous translation cannot stand: %s", msg)
	}
	if (n > 0 || p.Source.Empty()) && !older {
		return p, ErrOlder
	}
	return p, nil
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
