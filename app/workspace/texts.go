package workspace

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// Text is one text of a page or of the interface, and what one locale has for it.
type Text struct {
	Slug, Key, Kind string
	English         catalog.Forms   // today's
	Own             catalog.Message // the locale's entry; the zero Message where there is none
}

// texts gives all texts of a locale, and pages the slug of each page with "ui" at the end.
func (d *Workspace) texts(l *locale.Locale) (list []Text, pages []string) {
	add := func(f *catalog.File, t Text) {
		if f != nil {
			t.Own, _ = f.Find(t.Key)
		}
		list = append(list, t)
	}
	for _, p := range d.Corpus.Pages {
		pages = append(pages, p.Slug)
		for i, seg := range p.Segments {
			if p.Keys[i] != "" {
				add(p.Catalogs[l.Index], Text{Slug: p.Slug, Key: p.Keys[i], Kind: string(seg.Kind), English: catalog.Forms{Other: seg.Text}})
			}
		}
	}
	for _, m := range d.Corpus.Interface[d.Corpus.Locales.English().Index].Messages() {
		add(d.Corpus.Interface[l.Index], Text{Slug: catalog.InterfaceSlug, Key: m.Key, Kind: catalog.InterfaceSlug, English: m.Forms})
	}
	return list, append(pages, catalog.InterfaceSlug)
}

// Pick returns the texts that are named by their keys or by their pages, each once, in the order of the pages. A name that is neither is an
// [unknownNamesError].
func (d *Workspace) Pick(l *locale.Locale, names []string) ([]Text, error) {
	all, pages := d.texts(l)
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	var picked []Text
	known := pages
	for _, x := range all {
		known = append(known, x.Key)
		if wanted[x.Key] || wanted[x.Slug] {
			picked = append(picked, x)
		}
	}
	return picked, UnknownNames(names, known)
}

// UnknownNamesError says which names are neither a page nor a key.
type UnknownNamesError struct{ Names, Known []string }

// Error returns a line for each name.
func (e *UnknownNamesError) Error() string {
	lines := make([]string, len(e.Names))
	for i, name := range e.Names {
		lines[i] = fmt.Sprintf("%q is no page and no key", name)
	}
	return strings.Join(lines, "\n")
}

// UnknownNames returns an [unknownNamesError] where names holds what is not known.
func UnknownNames(names, known []string) error {
	set := map[string]bool{}
	for _, name := range known {
		set[name] = true
	}
	unknown := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return set[name] })
	if len(unknown) == 0 {
		return nil
	}
	return &UnknownNamesError{unknown, known}
}

// Place gives the file of a locale's text, with the place in it.
func (d *Workspace) Place(l *locale.Locale, x Text) *store.Fault {
	f := &store.Fault{File: d.Locales.Tree().Path(corpus.CatalogPath(l.Tag, x.Slug))}
	if x.Own.Key != "" {
		f.Line, f.Col = x.Own.Position("other")
	}
	return f
}
