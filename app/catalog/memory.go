package catalog

import "strings"

// Memory is a translation memory: it finds earlier translations of the same English, or of English like it. It takes time only where
// something is to be translated, and then in proportion to the texts. It must be used by one goroutine at a time.
type Memory struct {
	files     map[string][]*File                      // by locale
	byEnglish map[string]map[string][]pastTranslation // by locale, then by English text
	index     *ngramIndex                             // nil before it is needed
	lazy      []*LazyCatalogs
	holders   map[string][]*LazyCatalogs // of unread catalogs, by the English texts that they translate; nil before it is needed
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
	key          string
	source, text Forms
	live         bool // it is the text of an entry, for the English shown there
}

// NewMemory returns an empty memory.
func NewMemory() *Memory {
	return &Memory{files: map[string][]*File{}, byEnglish: map[string]map[string][]pastTranslation{}}
}

// Add adds a locale's catalog that is laid out, with its previous translations and obsolete entries. All
// catalogs must be learnt before the first [Memory.Suggest].
func (r *Memory) Add(tag string, f *File) {
	if f != nil && !f.faulty {
		r.files[tag] = append(r.files[tag], f)
	}
}

// AddLazy takes in catalogs that stand, without reading them.
func (r *Memory) AddLazy(u *LazyCatalogs) { r.lazy = append(r.lazy, u) }

// translations returns the translations of a locale by their English.
func (r *Memory) translations(tag string) map[string][]pastTranslation {
	if m := r.byEnglish[tag]; m != nil {
		return m
	}
	m := map[string][]pastTranslation{}
	for _, f := range r.files[tag] {
		f.addTo(m)
	}
	r.byEnglish[tag] = m
	return m
}

// nearest returns the English texts that are like a text, and are not it.
func (r *Memory) nearest(text string) []likeText {
	if r.index == nil {
		r.openPast()
		distinct := map[string]bool{}
		for _, files := range r.files {
			for _, f := range files {
				f.eachTranslation(func(k pastTranslation) { distinct[k.source.joined()] = true })
			}
		}
		for text := range r.holders {
			distinct[text] = true
		}
		r.index = newNgramIndex(distinct)
	}
	return r.index.nearest(text)
}

// eachTranslation calls each with every translation in the file whose English is known.
func (f *File) eachTranslation(each func(pastTranslation)) {
	add := func(m Message, live bool) {
		if !m.Forms.Empty() && !m.Source.Empty() && m.Hash == Hash(m.Source) {
			each(pastTranslation{m.Key, m.Source, m.Forms, live})
		}
		for _, p := range m.Previous {
			if !p.Source.Empty() {
				each(pastTranslation{m.Key, p.Source, p.Text, false})
			}
		}
	}
	for _, m := range f.messages {
		add(m, true)
	}
	for _, e := range f.obsolete() {
		add(e.message(), false)
	}
}

// joined returns all forms as one text.
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
