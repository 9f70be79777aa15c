package catalog

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
)

const (
	minLikeness    = 0.7 // likeness from which an earlier translation is worth showing
	maxSuggestions = 3   // translations shown with one entry
)

// Suggest returns the catalog with the best earlier translations, at most three, above each entry that has a text to fill, as lines
// "#= 92% side-effects.infection.p2: the translation". The percentage is the likeness of its English to today's, from 70; 100 means the
// same English. What stands above the entry already, as its previous translation, is not shown twice. Texts are never filled in. Doing it
// again changes nothing (law 5).
func (m *Memory) Suggest(tag string, f *File) *File {
	if f.faulty || !slices.ContainsFunc(f.messages, Message.hasEmptyForm) {
		return f
	}
	next, changed := *f.layoutOnce(), false
	next.entries = slices.Clone(next.entries)
	for i, e := range next.entries {
		if e.isFilled() {
			continue
		}
		if lines := slices.Concat(m.bestMatches(tag, e), e.foreignSuggestions()); !slices.Equal(lines, e.suggestions) {
			next.entries[i], changed = e.clone(), true
			next.entries[i].suggestions = lines
		}
	}
	if !changed {
		return f
	}
	return next.file(f, f.page)
}

// isFilled reports whether an entry that is laid out has nothing left to fill.
func (e *entry) isFilled() bool {
	return !slices.ContainsFunc(e.members, func(m member) bool { return m.value == "" && slices.Contains(categories[:], m.name) })
}

// hasEmptyForm reports whether a form of a message has a member and no text.
func (m Message) hasEmptyForm() bool {
	return slices.ContainsFunc(m.positions, func(p valuePosition) bool {
		return slices.Contains(categories[:], p.member) && m.Forms.Get(p.member) == ""
	})
}

// suggestion matches the "#=" lines that [Memory.Suggest] writes.
var suggestion = regexp.MustCompile(`^[0-9]{1,3}% [^ ]+( (zero|one|two|few|many|other))?:( |$)`)

// foreignSuggestions returns the "#=" lines that people wrote.
func (e *entry) foreignSuggestions() []string {
	return slices.DeleteFunc(slices.Clone(e.suggestions), suggestion.MatchString)
}

// match is a translation with the likeness of its English, in percent. The rank is higher for what is more alike, then for translations
// of the entry itself, then for those that are in use.
type match struct {
	pastTranslation
	percent, rank int
}

func (m *Memory) bestMatches(tag string, e *entry) (lines []string) {
	if e.source.Empty() {
		return nil
	}
	if m.index == nil {
		m.open()
	}
	var all []match
	text := e.source.joined()
	for _, near := range append(m.index.nearest(text), likeText{text, 99}) {
		m.openFor(tag, near.text)
		for _, k := range m.past[tag][near.text] {
			if k.live && k.key == e.key || e.showsPrevious(k.Text) || k.Text.firstFlaw(false) != "" {
				continue
			}
			percent, rank := near.percent, 0
			if k.Source == e.source {
				percent = 100
			}
			if k.key == e.key {
				rank = 2
			} else if k.live {
				rank = 1
			}
			all = append(all, match{k, percent, 4*percent + rank})
		}
	}
	slices.SortFunc(all, func(a, b match) int {
		return cmp.Or(b.rank-a.rank, cmp.Compare(a.key, b.key), cmp.Compare(a.Text.joined(), b.Text.joined()))
	})
	var shown []Forms
	for _, k := range all {
		if len(shown) < maxSuggestions && !slices.Contains(shown, k.Text) {
			shown = append(shown, k.Text)
			lines = append(lines, k.lines()...)
		}
	}
	return lines
}
func (e *entry) showsPrevious(text Forms) bool {
	return slices.ContainsFunc(e.pairs, func(p pair) bool { return p.Text == text })
}
func (k match) lines() (lines []string) {
	for _, c := range k.Text.Filled() {
		name := k.key
		if k.Text.Plural() {
			name += " " + c
		}
		lines = append(lines, fmt.Sprintf("%d%% %s: %s", k.percent, name, quoteLine(k.Text.Get(c))))
	}
	return lines
}
