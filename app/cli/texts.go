package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
	"github.com/parlance/parlance/app/store"
)

// text is one text of a page or of the interface, and what one locale has for it.
type text struct {
	slug, key, kind string
	english         catalog.Forms   // today's
	own             catalog.Message // the locale's entry; the zero Message where there is none
}

// texts gives all texts of a locale, and pages the slug of each page with "ui" at the end.
func (d *desk) texts(l *locale.Locale) (list []text, pages []string) {
	add := func(f *catalog.File, t text) {
		if f != nil {
			t.own, _ = f.Find(t.key)
		}
		list = append(list, t)
	}
	for _, p := range d.src.Pages {
		pages = append(pages, p.Slug)
		for i, seg := range p.Segments {
			if p.Keys[i] != "" {
				add(p.Catalogs[l.Index], text{slug: p.Slug, key: p.Keys[i], kind: string(seg.Kind), english: catalog.Forms{Other: seg.Text}})
			}
		}
	}
	for _, m := range d.src.Interface[d.src.Locales.English().Index].Messages() {
		add(d.src.Interface[l.Index], text{slug: catalog.InterfaceSlug, key: m.Key, kind: catalog.InterfaceSlug, english: m.Forms})
	}
	return list, append(pages, catalog.InterfaceSlug)
}

// pick returns the texts that are named by their keys or by their pages, each once, in the order of the pages. A name that is neither is an
// [unknownNamesError].
func (d *desk) pick(l *locale.Locale, names []string) ([]text, error) {
	all, pages := d.texts(l)
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	var picked []text
	known := pages
	for _, x := range all {
		known = append(known, x.key)
		if wanted[x.key] || wanted[x.slug] {
			picked = append(picked, x)
		}
	}
	return picked, unknownNames(names, known)
}

// unknownNamesError says which names are neither a page nor a key.
type unknownNamesError struct{ names, known []string }

// Error returns a line for each name.
func (e *unknownNamesError) Error() string {
	lines := make([]string, len(e.names))
	for i, name := range e.names {
		lines[i] = fmt.Sprintf("%q is no page and no key", name)
	}
	return strings.Join(lines, "\n")
}

// unknownNames returns an [unknownNamesError] where names holds what is not known.
func unknownNames(names, known []string) error {
	set := map[string]bool{}
	for _, name := range known {
		set[name] = true
	}
	unknown := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return set[name] })
	if len(unknown) == 0 {
		return nil
	}
	return &unknownNamesError{unknown, known}
}

// place gives the file of a locale's text, with the place in it.
func (d *desk) place(l *locale.Locale, x text) *store.Fault {
	f := &store.Fault{File: d.locales.Path(site.CatalogPath(l.Tag, x.slug))}
	if x.own.Key != "" {
		f.Line, f.Col = x.own.Place("other")
	}
	return f
}
