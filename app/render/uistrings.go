package render

import (
	"slices"
	"strings"
	"sync"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// Strings are the texts of the interface in every locale. From one [View] to the next they are the same pointer as long as no text changes.
type Strings struct{ byLocale []*localeStrings } // by [locale.Locale.Index]

// localeStrings are the texts of the interface for documents of one locale: its own, those of the locales it inherits from, and the English.
// From one [View] to the next they are the same pointer as long as none of their catalogs changes.
type localeStrings struct {
	table    *locale.Table
	locale   *locale.Locale
	chain    []string        // tags of the locales in which a text is looked for, nearest first and English last
	catalogs []*catalog.File // of the chain; nil if there is none
	english  *englishStrings
	lookup   lazy.Value[*catalog.Localizer]
	words    lazy.Value[interfaceWords]

	mu    sync.RWMutex
	known map[stringKey]localizedHTML // looked up already
}

// englishStrings are the English texts of the interface, which all locales share.
type englishStrings struct {
	file   *catalog.File
	lookup lazy.Value[*catalog.Localizer]
}

// stringKey names a text that is looked up, with its placeholders or its count.
type stringKey struct {
	from  int // place in the chain of the first locale that is asked
	key   string
	names [2]string // of placeholders
	count int       // -1 if nothing is counted
}

// maxStrings bounds the texts that are kept: an interface has fewer, but counts have no bound.
const maxStrings = 50_000

// newStrings returns the texts of an interface whose catalogs are given by [locale.Locale.Index]. What has not changed is taken from before.
func newStrings(table *locale.Table, catalogs []*catalog.File, before *Strings) *Strings {
	s := &Strings{make([]*localeStrings, len(table.Locales))}
	english := &englishStrings{file: catalogs[table.English().Index]}
	if len(before.byLocale) > 0 && before.byLocale[0].english.file == english.file {
		english = before.byLocale[0].english
	}
	for i := range table.Locales {
		l := &table.Locales[i]
		x := &localeStrings{
			table: table, locale: l, chain: []string{l.Tag}, catalogs: []*catalog.File{catalogs[i]}, english: english,
			known: map[stringKey]localizedHTML{},
		}
		for _, parent := range table.Parents(l) {
			x.chain = append(x.chain, parent.Tag)
			x.catalogs = append(x.catalogs, catalogs[parent.Index])
		}
		x.chain, x.catalogs = append(x.chain, "en"), append(x.catalogs, english.file)
		if i < len(before.byLocale) {
			if old := before.byLocale[i]; old.table == table && old.english == english && slices.Equal(old.catalogs, x.catalogs) {
				x = old
			}
		}
		s.byLocale[i] = x
	}
	if slices.Equal(s.byLocale, before.byLocale) {
		return before
	}
	return s
}

func (s *localeStrings) localizer() *catalog.Localizer {
	return s.lookup.Get(func() *catalog.Localizer {
		translations := map[string]*catalog.File{}
		for i, tag := range s.chain {
			translations[tag] = s.catalogs[i]
		}
		english := s.english.lookup.Get(func() *catalog.Localizer { return catalog.NewLocalizer(s.english.file, nil) })
		return english.With(translations)
	})
}

// text returns a text of the interface in a locale of the chain or the nearest that has it, with its placeholders filled.
func (s *localeStrings) text(in *locale.Locale, key string, args []arg) localizedHTML {
	k := stringKey{from: slices.Index(s.chain, in.Tag), key: key, count: -1}
	for i, a := range args {
		k.names[i] = a.name
	}
	p := s.find(k, func() (text, tag string) {
		values := make(map[string]string, len(args))
		for i, a := range args {
			values[a.name] = placeholderMark(i)
		}
		return s.localizer().Text(key, values, s.chain[k.from:]...)
	})
	if len(args) > 0 {
		p.html = substitute(p.html, args)
	}
	return p
}

// count returns a text that counts something, in the plural form of its language.
func (s *localeStrings) count(in *locale.Locale, key string, n int) localizedHTML {
	k := stringKey{from: slices.Index(s.chain, in.Tag), key: key, count: n}
	return s.find(k, func() (text, tag string) {
		return s.localizer().Count(key, n, locale.FormatNumber, nil, s.chain[k.from:]...)
	})
}

// find returns a text, looked up if it is not known.
func (s *localeStrings) find(k stringKey, lookUp func() (text, tag string)) localizedHTML {
	s.mu.RLock()
	p, ok := s.known[k]
	s.mu.RUnlock()
	if ok {
		return p
	}
	text, tag := lookUp()
	as, ok := s.table.Find(tag)
	if !ok {
		as = s.table.English()
	}
	p = localizedHTML{escape(text), as, origin{key: k.key}}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) < maxStrings {
		s.known[k] = p
	}
	return p
}

// interfaceWords are how many words the English of the interface has, and how many of these some translation stands for.
type interfaceWords struct{ total, own int }

// reaches reports whether enough of the interface is translated, by words of its English, to offer the list of guides.
func (s *localeStrings) reaches(coverage float64) bool {
	w := s.words.Get(func() (w interfaceWords) {
		for _, m := range s.english.file.Messages() {
			words := segment.Words(m.Forms.Other)
			w.total += words
			if _, tag := s.localizer().Text(m.Key, nil, s.chain...); tag != "en" {
				w.own += words
			}
		}
		return w
	})
	return s.locale.Tag == "en" || w.own > 0 && float64(w.own) >= coverage*float64(w.total)
}

// placeholderMark stands for the i-th placeholder in a text that is looked up: a private use character, which no text uses.
func placeholderMark(i int) string { return string(rune(0xE000 + i)) }

// substitute replaces the marks by markup.
func substitute(html markup, args []arg) markup {
	if len(args) == 1 {
		return markup(strings.ReplaceAll(string(html), placeholderMark(0), string(args[0].html)))
	}
	var pairs []string
	for i, a := range args {
		pairs = append(pairs, placeholderMark(i), string(a.html))
	}
	return markup(strings.NewReplacer(pairs...).Replace(string(html)))
}
