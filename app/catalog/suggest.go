package catalog

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

const (
	minLikeness    = 0.7 // likeness from which an earlier translation is worth showing
	maxSuggestions = 3   // translations shown with one entry
)

// Suggest returns the catalog with the best earlier translations, at most three, above each entry that has a text to fill:
//
//	#= 92% side-effects.infection.p2: the translation
//
// The percentage is the likeness of its English to today's, from 70; 100 means the same English. What stands above the entry already, as
// its previous translation, is not shown twice. Texts are never filled in. Doing it again changes nothing (law 5).
func (r *Memory) Suggest(tag string, f *File) *File {
	if f.faulty || !slices.ContainsFunc(f.messages, Message.hasEmptyForm) {
		return f
	}
	m := *f.layoutOnce()
	var entries []*entry
	for i, e := range m.entries {
		if e.isFilled() {
			continue
		}
		lines := slices.Concat(r.bestMatches(tag, e), e.foreignSuggestions())
		if slices.Equal(lines, e.suggestions) {
			continue
		}
		if entries == nil {
			entries = slices.Clone(m.entries)
		}
		entries[i] = e.clone()
		entries[i].suggestions = lines
	}
	if entries == nil {
		return f
	}
	m.entries = entries
	return m.file(f, f.page)
}

// isFilled reports whether an entry that is laid out has nothing left to fill.
func (e *entry) isFilled() bool {
	return !slices.ContainsFunc(e.members, func(m member) bool { return m.value == "" && slices.Contains(categories[:], m.name) })
}

// hasEmptyForm reports whether a form of a message has a member and no text.
func (m Message) hasEmptyForm() bool {
	return slices.ContainsFunc(m.positions, func(p valuePosition) bool {
		form := m.Forms.at(p.member)
		return form != nil && *form == ""
	})
}

var suggestion = regexp.MustCompile(`^[0-9]{1,3}% [^ ]+( (zero|one|two|few|many|other))?:( |$)`)

// isSuggestion reports whether Suggest wrote a "#=" line.
func isSuggestion(line string) bool { return suggestion.MatchString(line) }

// foreignSuggestions returns the "#=" lines that people wrote.
func (e *entry) foreignSuggestions() []string {
	return slices.DeleteFunc(slices.Clone(e.suggestions), isSuggestion)
}

// match is a translation with the likeness of its English, in percent.
type match struct {
	pastTranslation
	percent int
}

// bestMatches returns the lines to show with an entry.
func (r *Memory) bestMatches(tag string, e *entry) (lines []string) {
	if len(r.files[tag])+len(r.lazy) == 0 || e.source.Empty() {
		return nil
	}
	var all []match
	text := e.source.joined()
	for _, near := range append(r.nearest(text), likeText{text, 99}) {
		r.openFor(tag, near.text)
		for _, k := range r.translations(tag)[near.text] {
			percent := near.percent
			if k.source == e.source {
				percent = 100
			}
			if !(k.live && k.key == e.key) && !e.showsPrevious(k.text) && sound(k.text) {
				all = append(all, match{k, percent})
			}
		}
	}
	slices.SortFunc(all, func(a, b match) int { return a.compare(b, e.key) })
	var shown []Forms
	for _, k := range all {
		if len(shown) < maxSuggestions && !slices.Contains(shown, k.text) {
			shown = append(shown, k.text)
			lines = append(lines, k.lines()...)
		}
	}
	return lines
}

// showsPrevious reports whether a text stands above the entry already, as a previous translation.
func (e *entry) showsPrevious(text Forms) bool {
	return slices.ContainsFunc(e.pairs, func(p pair) bool { return p.Text == text })
}

// compare orders the most alike first, then translations of the entry itself, then those that are in use.
func (k match) compare(l match, key string) int {
	return cmp.Or(l.percent-k.percent, trueFirst(k.key == key, l.key == key), trueFirst(k.live, l.live),
		cmp.Compare(k.key, l.key), cmp.Compare(k.text.joined(), l.text.joined()))
}

func trueFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// lines returns a suggestion, one line for each form.
func (k match) lines() (lines []string) {
	for _, c := range k.text.Filled() {
		name := k.key
		if k.text.Plural() {
			name += " " + c
		}
		lines = append(lines, fmt.Sprintf("%d%% %s: %s", k.percent, name, quoteOneLine(k.text.Get(c))))
	}
	return lines
}

// quoteOneLine returns a text on one line: as it is where nothing in it can be misread, and as a TOML string otherwise.
func quoteOneLine(text string) string {
	if strings.Contains(text, "\n") {
		return quoteBasic(text)
	}
	return quoteLine(text)
}
