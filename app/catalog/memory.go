package catalog

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

const (
	alike          = 0.7 // likeness from which an earlier translation is worth showing
	maxSuggestions = 3   // translations shown with one entry
)

// Memory is a translation memory: it finds what was translated before from the same English, or from one close to it. It
// takes time only where something is to be translated, and then in proportion to the texts. It is used by one
// goroutine at a time.
type Memory struct {
	files    map[string][]*File              // by locale
	memories map[string]map[string][]earlier // by locale, then by English text
	similar  *similar                        // nil before it is needed
	unread   []*LazyCatalogs
	holders  map[string][]*LazyCatalogs // of unread catalogs, by the English texts that they translate; nil before it is needed
}

// LazyCatalogs is the catalogs of one page that are read only when something in them may be shown. Of each, [Outline.Stands] said that it stands.
type LazyCatalogs struct {
	English *File
	Tags    []string // their locales
	WithPrevious    []string // those of them in which previous translations stand
	Read    func(tag string) (*File, error)

	opened []string // tags that were read
}

// earlier is a translation that somebody made.
type earlier struct {
	key          string
	source, text Forms
	live         bool // it stands in an entry, for the English shown there
}

// NewMemory gives a memory of nothing.
func NewMemory() *Memory {
	return &Memory{files: map[string][]*File{}, memories: map[string]map[string][]earlier{}}
}

// Add takes in a locale's catalog as it is laid out, with the previous translations and the entries that are gone. All
// catalogs must be learnt before the first [Memory.Suggest].
func (r *Memory) Add(tag string, f *File) {
	if f != nil && !f.faulty {
		r.files[tag] = append(r.files[tag], f)
	}
}

// AddLazy takes in catalogs that stand, without reading them.
func (r *Memory) AddLazy(u *LazyCatalogs) { r.unread = append(r.unread, u) }

// Suggest gives the catalog with the best earlier translations, at most three, above each entry that has a text to fill:
//
//	#= 92% side-effects.infection.p2: the translation
//
// The percentage says how like its English is to today's; 100 is given to the same English alone. What stands above the entry already, as its
// previous translation, is not shown twice. Texts are never
// filled in. Doing it again changes nothing (law 5).
func (r *Memory) Suggest(tag string, f *File) *File {
	if f.faulty || !slices.ContainsFunc(f.messages, Message.unfilled) {
		return f
	}
	m := *f.brief()
	var entries []*entry
	for i, e := range m.entries {
		if e.complete() {
			continue
		}
		lines := slices.Concat(r.best(tag, e), slices.DeleteFunc(slices.Clone(e.suggestions), isSuggestion))
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

// complete says that an entry that is laid out has nothing left to fill.
func (e *entry) complete() bool {
	return !slices.ContainsFunc(e.members, func(m member) bool { return m.value == "" && slices.Contains(categories[:], m.name) })
}

// unfilled says that a form of a message has a place and no text.
func (m Message) unfilled() bool {
	return slices.ContainsFunc(m.places, func(p place) bool {
		form := m.Forms.at(p.member)
		return form != nil && *form == ""
	})
}

var suggestion = regexp.MustCompile(`^[0-9]{1,3}% [^ ]+( (zero|one|two|few|many|other))?:( |$)`)

// isSuggestion says that a "#=" line is one that Suggest wrote.
func isSuggestion(line string) bool { return suggestion.MatchString(line) }

// found is a translation with the likeness of its English, in percent.
type found struct {
	earlier
	percent int
}

// best gives the lines to show with an entry.
func (r *Memory) best(tag string, e *entry) (lines []string) {
	if len(r.files[tag])+len(r.unread) == 0 || e.source.Empty() {
		return nil
	}
	var all []found
	text := e.source.joined()
	for _, near := range append(r.near(text), near{text, 99}) {
		r.open(tag, near.text)
		for _, k := range r.memory(tag)[near.text] {
			percent := near.percent
			if k.source == e.source {
				percent = 100
			}
			if !(k.live && k.key == e.key) && !e.recalls(k.text) && sound(k.text) {
				all = append(all, found{k, percent})
			}
		}
	}
	slices.SortFunc(all, func(a, b found) int { return a.order(b, e.key) })
	var shown []Forms
	for _, k := range all {
		if len(shown) < maxSuggestions && !slices.Contains(shown, k.text) {
			shown = append(shown, k.text)
			lines = append(lines, k.lines()...)
		}
	}
	return lines
}

// recalls says that a text stands above the entry already, as what it was before.
func (e *entry) recalls(text Forms) bool {
	return slices.ContainsFunc(e.pairs, func(p pair) bool { return p.Text == text })
}

// order puts the most alike first, then what the entry itself said before, then what still stands.
func (k found) order(l found, key string) int {
	return cmp.Or(l.percent-k.percent, first(k.key == key, l.key == key), first(k.live, l.live),
		cmp.Compare(k.key, l.key), cmp.Compare(k.text.joined(), l.text.joined()))
}

func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// lines writes a suggestion, one line for each form.
func (k found) lines() (lines []string) {
	for _, c := range k.text.Filled() {
		name := k.key
		if k.text.Plural() {
			name += " " + c
		}
		lines = append(lines, fmt.Sprintf("%d%% %s: %s", k.percent, name, oneLine(k.text.Get(c))))
	}
	return lines
}

// oneLine gives a text on one line: as it is where nothing in it can be misread, and quoted otherwise.
func oneLine(text string) string {
	if strings.Contains(text, "\n") {
		return quote(text)
	}
	return plain(text)
}

// memory gives the translations of a locale by their English.
func (r *Memory) memory(tag string) map[string][]earlier {
	if m := r.memories[tag]; m != nil {
		return m
	}
	m := map[string][]earlier{}
	for _, f := range r.files[tag] {
		f.remember(m)
	}
	r.memories[tag] = m
	return m
}

// near gives the English texts that are like a text, and are not it.
func (r *Memory) near(text string) []near {
	if r.similar == nil {
		r.openPast()
		distinct := map[string]bool{}
		for _, files := range r.files {
			for _, f := range files {
				f.earlier(func(k earlier) { distinct[k.source.joined()] = true })
			}
		}
		for text := range r.holders {
			distinct[text] = true
		}
		r.similar = newSimilar(distinct)
	}
	return r.similar.to(text)
}

// earlier tells of every translation in the file whose English is known.
func (f *File) earlier(each func(earlier)) {
	tell := func(e *entry) {
		if text := e.forms(); !text.Empty() && !e.source.Empty() && e.value("hash") == Hash(e.source) {
			each(earlier{e.key, e.source, text, false})
		}
		for _, p := range e.pairs {
			if !p.Text.Empty() && !p.Source.Empty() {
				each(earlier{e.key, p.Source, p.Text, false})
			}
		}
	}
	for _, m := range f.messages {
		if !m.Forms.Empty() && !m.Source.Empty() && m.Hash == Hash(m.Source) {
			each(earlier{m.Key, m.Source, m.Forms, true})
		}
		for _, p := range m.Previous {
			if !p.Source.Empty() {
				each(earlier{m.Key, p.Source, p.Text, false})
			}
		}
	}
	if f.plain {
		return // nothing is gone from it
	}
	for _, r := range f.laid().tail {
		if r.gone != nil {
			tell(r.gone)
		}
	}
}

// joined gives all forms as one text.
func (f Forms) joined() string {
	if !f.Plural() {
		return f.Other
	}
	var texts []string
	for _, c := range f.Filled() {
		texts = append(texts, f.Get(c))
	}
	return strings.Join(texts, "\n")
}
