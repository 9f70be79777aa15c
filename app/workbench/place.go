package workbench

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
)

// place is one text in one locale, or a page where the key is "", or a locale where the slug is "" too.
type place struct {
	locale    *locale.Locale
	slug, key string
	page      *corpus.Page // nil for the interface
	segment   int          // of the page
}

// path returns the address of the place.
func (p place) path() string {
	path := "/" + p.locale.Tag
	if p.slug != "" {
		path += "/" + p.slug
	}
	if p.key != "" {
		path += "/" + p.key
	}
	return path
}

// find returns what a tag and the path behind it name; the key of a text may stand there without the slug that it begins with. English is no locale that is
// translated.
func (m *moment) find(tag, path string) (p place, ok bool) {
	l, ok := m.Locales.Find(tag)
	if !ok || l.Tag == english || l.Tag != tag {
		return p, false
	}
	if path = strings.TrimSuffix(path, "/"); path == "" {
		return place{locale: l}, true
	}
	if page, ok := m.pageOf(path); ok {
		return place{locale: l, slug: path, page: page}, true
	}
	for at := strings.LastIndexByte(path, '/'); at > 0; at = strings.LastIndexByte(path[:at], '/') {
		slug, key := path[:at], path[at+1:]
		for _, t := range m.texts(l, slug) {
			if t.key == key || t.key == slug+"."+key {
				return t, true
			}
		}
	}
	return p, false
}

// pageOf returns the page of a slug, nil for the interface; ok is false where there is none.
func (m *moment) pageOf(slug string) (*corpus.Page, bool) {
	if slug == catalog.InterfaceSlug {
		return nil, true
	}
	for _, p := range m.Sources() {
		if p.Slug == slug {
			return p, true
		}
	}
	return nil, false
}

// slugs returns the slugs of all that is translated, in the order of the pages; the interface comes last.
func (m *moment) slugs() (list []string) {
	for _, p := range m.Sources() {
		list = append(list, p.Slug)
	}
	return append(list, catalog.InterfaceSlug)
}

// texts returns the texts of a page or of the interface, in their order; none where there is no such page.
func (m *moment) texts(l *locale.Locale, slug string) (list []place) {
	page, ok := m.pageOf(slug)
	switch {
	case !ok:
		return nil
	case page == nil:
		for _, e := range m.english().Messages() {
			list = append(list, place{locale: l, slug: slug, key: e.Key})
		}
		return list
	}
	for i, s := range page.Segments {
		if !s.NoTranslate && page.Keys[i] != "" {
			list = append(list, place{locale: l, slug: slug, key: page.Keys[i], page: page, segment: i})
		}
	}
	return list
}

// english returns the English of the interface.
func (m *moment) english() *catalog.File { return m.Interface[m.Locales.English().Index] }

// unit returns the English of a text, as the rules want it.
func (m *moment) unit(p place) check.Unit {
	if p.page != nil {
		return p.page.Unit(p.segment)
	}
	e, _ := m.english().Find(p.key)
	return check.Unit{Key: p.key, Source: e.Forms}
}

// note returns what the author says of a text to translators, "" for nothing.
func (m *moment) note(p place) string {
	if p.page != nil {
		return p.page.Segments[p.segment].Note
	}
	e, _ := m.english().Find(p.key)
	var lines []string
	for _, c := range e.Comments {
		lines = append(lines, strings.TrimSpace(strings.TrimLeft(c, "#")))
	}
	return strings.Join(lines, "\n")
}

// state returns the state of a text, as readers are served it now.
func (m *moment) state(p place) corpus.State {
	if p.page != nil {
		return p.page.State(p.segment, p.locale)
	}
	e, _ := m.english().Find(p.key)
	return m.InterfaceState(p.locale, e, catalog.Categories(p.locale.Tag))
}

// served returns the entry of a text in the catalog that is served; the zero Message where there is none.
func (m *moment) served(p place, l *locale.Locale) catalog.Message {
	f := m.Interface[l.Index]
	if p.page != nil {
		f = p.page.Catalog(l.Index)
	}
	if f == nil {
		return catalog.Message{}
	}
	own, _ := f.Find(p.key)
	return own
}

// toTranslate and toSign report whether a text of a state is still to be translated, or to be signed.
func toTranslate(s corpus.State) bool { return s < corpus.Draft }
func toSign(s corpus.State) bool      { return s == corpus.Draft }

// next returns the text after a text or a page that is to be done, by its state, of this page first; ok is false where none is.
func (m *moment) next(after place, todo func(corpus.State) bool) (p place, ok bool) {
	left := func(t place) bool { return todo(m.state(t)) && t.key != after.key }
	own := m.texts(after.locale, after.slug)
	at := slices.IndexFunc(own, func(t place) bool { return t.key == after.key }) + 1
	own = append(slices.Clone(own[at:]), own[:at]...)
	slugs := m.slugs()
	from := slices.Index(slugs, after.slug) + 1
	for _, slug := range append(slices.Clone(slugs[from:]), slugs[:from]...) {
		own = append(own, m.texts(after.locale, slug)...)
	}
	if n := slices.IndexFunc(own, left); n >= 0 {
		return own[n], true
	}
	return place{}, false
}
