package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Memory is a translation memory: it finds earlier translations of the same English, or of English like it. It takes time only where
// something is to be translated, and then in proportion to the texts. It must be used by one goroutine at a time.
type Memory struct {
	files   map[string][]*File // by locale
	lazy    []*LazyCatalogs
	index   *ngramIndex                     // of all English texts; nil before something is asked for, as are the two maps
	past    map[[2]string][]pastTranslation // by locale and English text
	holders map[string][]*LazyCatalogs      // by the English texts that they translate
}

// LazyCatalogs are the catalogs of one page, each up to date ([UpToDateCheck]), that are read only when something in them may be shown.
type LazyCatalogs struct {
	English      *File
	Tags         []string // their locales
	WithPrevious []string // those of them in which previous translations stand
	Read         func(tag string) (*File, error)

	opened []string // tags that were read
}

// pastTranslation is a translation that somebody made.
type pastTranslation struct {
	key string
	Previous
	live bool // it is the text of an entry, for the English shown there
}

// NewMemory returns an empty memory.
func NewMemory() *Memory { return &Memory{files: map[string][]*File{}} }

// Add adds a locale's catalog that is laid out, with its previous translations and obsolete entries. All catalogs must be added before
// the first [Memory.Suggest].
func (m *Memory) Add(tag string, f *File) {
	if f != nil && !f.opaque {
		m.files[tag] = append(m.files[tag], f)
	}
}

// AddLazy adds catalogs without reading them.
func (m *Memory) AddLazy(u *LazyCatalogs) { m.lazy = append(m.lazy, u) }

// open learns what is in the catalogs that were added, and in the lazy ones that have previous translations.
func (m *Memory) open() {
	m.past, m.holders = map[[2]string][]pastTranslation{}, map[string][]*LazyCatalogs{}
	for tag, files := range m.files {
		for _, f := range files {
			m.learn(tag, f)
		}
	}
	distinct := map[string]bool{}
	for _, u := range m.lazy {
		for _, tag := range u.WithPrevious {
			m.read(u, tag)
		}
		if len(u.Tags) == 0 {
			continue
		}
		for _, e := range u.English.messages {
			text := e.Forms.joined()
			distinct[text] = true
			m.holders[text] = append(m.holders[text], u)
		}
	}
	for key := range m.past {
		distinct[key[1]] = true
	}
	m.index = newNgramIndex(distinct)
}

// openFor reads the lazy catalogs of a locale that translate an English text.
func (m *Memory) openFor(tag, text string) {
	for _, u := range m.holders[text] {
		if !slices.Contains(u.opened, tag) && slices.Contains(u.Tags, tag) {
			m.read(u, tag)
		}
	}
}

// read reads one lazy catalog. One that was changed or taken away in this moment has nothing to show.
func (m *Memory) read(u *LazyCatalogs, tag string) {
	u.opened = append(u.opened, tag)
	if f, err := u.Read(tag); err == nil && !f.faulty {
		m.learn(tag, f)
	}
}

// learn adds every translation in a file whose English is known.
func (m *Memory) learn(tag string, f *File) {
	add := func(message Message, live bool) {
		for i, p := range append([]Previous{{message.Source, message.Forms}}, message.Previous...) {
			if current := i == 0; !p.Source.Empty() && !p.Text.Empty() && (!current || message.Hash == Hash(message.Source)) {
				key := [2]string{tag, p.Source.joined()}
				m.past[key] = append(m.past[key], pastTranslation{message.Key, p, live && current})
			}
		}
	}
	for _, m := range f.messages {
		add(m, true)
	}
	for _, m := range f.obsolete() {
		add(m, false)
	}
}

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

const (
	minLikeness    = 0.7 // likeness from which an earlier translation is worth showing
	maxSuggestions = 3   // translations shown with one entry
)

// Suggest returns the catalog with the best earlier translations, at most three, above each entry that has a text to fill, as lines
// "#= 92% side-effects.infection.p2: the translation". The percentage is the likeness of its English to today's, from 70; 100 means the
// same English. What stands above the entry already, as its previous translation, is not shown twice. Texts are never filled in. Doing it
// again changes nothing (law 5).
func (m *Memory) Suggest(tag string, f *File) *File {
	if f.opaque || !slices.ContainsFunc(f.messages, Message.hasEmptyForm) {
		return f
	}
	next, changed := *f.layoutOnce(), false
	next.entries = slices.Clone(next.entries)
	for i, e := range next.entries {
		if e.isFilled() || e.body != "" {
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

// bestMatches returns the lines of the best earlier translations of the English of an entry.
func (m *Memory) bestMatches(tag string, e *entry) (lines []string) {
	for _, k := range m.matches(tag, e.key, e.source, func(text Forms) bool {
		return slices.ContainsFunc(e.pairs, func(p pair) bool { return p.Text == text })
	}) {
		lines = append(lines, k.lines()...)
	}
	return lines
}

// Suggestion is an earlier translation of the same English, or of English like it.
type Suggestion struct {
	Percent int // likeness of its English to today's, 70 to 100
	Key     string
	Previous
}

// Suggestions returns the best earlier translations in a locale of the English of a key, at most three, the best first. Those that the entry had
// itself are among them.
func (m *Memory) Suggestions(tag, key string, english Forms) (list []Suggestion) {
	for _, k := range m.matches(tag, key, english, func(Forms) bool { return false }) {
		list = append(list, Suggestion{k.percent, k.key, k.Previous})
	}
	return list
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
