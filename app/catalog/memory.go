package catalog

import (
	"slices"
	"strings"
)

// Memory is a translation memory: it finds earlier translations of the same English, or of English like it. It takes time only where
// something is to be translated, and then in proportion to the texts. It must be used by one goroutine at a time.
type Memory struct {
	files   map[string][]*File // by locale
	lazy    []*LazyCatalogs
	index   *ngramIndex                             // of all English texts; nil before something is asked for, as are the two maps
	past    map[string]map[string][]pastTranslation // by locale, then by English text
	holders map[string][]*LazyCatalogs              // by the English texts that they translate
}

// LazyCatalogs are the catalogs of one page that are read only when something in them may be shown. Each has passed
// [UpToDateCheck.UpToDate].
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
func NewMemory() *Memory {
	return &Memory{files: map[string][]*File{}}
}

// Add adds a locale's catalog that is laid out, with its previous translations and obsolete entries. All catalogs must be added before
// the first [Memory.Suggest].
func (m *Memory) Add(tag string, f *File) {
	if f != nil && !f.faulty {
		m.files[tag] = append(m.files[tag], f)
	}
}

// AddLazy adds catalogs without reading them.
func (m *Memory) AddLazy(u *LazyCatalogs) { m.lazy = append(m.lazy, u) }

// open learns what is in the catalogs that were added, and in the lazy ones that have previous translations.
func (m *Memory) open() {
	m.past, m.holders = map[string]map[string][]pastTranslation{}, map[string][]*LazyCatalogs{}
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
			if h := m.holders[text]; len(h) == 0 || h[len(h)-1] != u {
				m.holders[text] = append(h, u)
			}
		}
	}
	for _, translations := range m.past {
		for text := range translations {
			distinct[text] = true
		}
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
	past := m.past[tag]
	if past == nil {
		past = map[string][]pastTranslation{}
		m.past[tag] = past
	}
	add := func(m Message, live bool) {
		for i, p := range append([]Previous{{m.Source, m.Forms}}, m.Previous...) {
			if current := i == 0; !p.Source.Empty() && !p.Text.Empty() && (!current || m.Hash == Hash(m.Source)) {
				english := p.Source.joined()
				past[english] = append(past[english], pastTranslation{m.Key, p, live && current})
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
