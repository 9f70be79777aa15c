package cli

import (
	"fmt"
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

// pick gives the texts that are named by their keys or by their pages, each once, in the order of the pages. An unknown name ends the command.
func (d *desk) pick(t *terminal, l *locale.Locale, names []string) ([]text, error) {
	all, pages := d.texts(l)
	wanted, known := map[string]bool{}, map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	for _, page := range pages {
		known[page] = true
	}
	var picked []text
	keys := pages
	for _, x := range all {
		known[x.key] = true
		keys = append(keys, x.key)
		if wanted[x.key] || wanted[x.slug] {
			picked = append(picked, x)
		}
	}
	return picked, unknownNames(t, names, known, keys)
}

// unknownNames says which names are neither a page nor a key, and what was perhaps meant.
func unknownNames(t *terminal, names []string, known map[string]bool, all []string) (err error) {
	for _, name := range names {
		if known[name] {
			continue
		}
		hint := "parlance status lists the pages, the catalogs hold the keys"
		if near := nearest(name, all); len(near) > 0 {
			hint = "did you mean " + strings.Join(near, " or ") + "?"
		}
		fmt.Fprintf(t.err, "parlance: %q is no page and no key: %s\n", name, hint)
		err = exit(usage)
	}
	return err
}

// place gives the file of a locale's text, with the place in it.
func (d *desk) place(l *locale.Locale, x text) *store.Fault {
	f := &store.Fault{File: d.locales.Path(site.CatalogPath(l.Tag, x.slug))}
	if x.own.Key != "" {
		f.Line, f.Col = x.own.Place("other")
	}
	return f
}

// one gives the one locale that was named.
func (d *desk) one(t *terminal, tag string) (*locale.Locale, error) {
	list, err := chosen(t, d.src.Locales, []string{tag}, false)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}
