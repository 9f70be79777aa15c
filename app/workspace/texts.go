package workspace

import (
	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// text is one text of a page or of the interface, and what one locale has for it.
type text struct {
	slug, key, kind string
	english         catalog.Forms   // today's
	own             catalog.Message // the locale's entry; the zero Message where there is none
}

// texts returns all texts of a locale, and the slug of each page with the interface's at the end.
func (w *Workspace) texts(l *locale.Locale) (list []text, slugs []string) {
	add := func(f *catalog.File, t text) {
		if f != nil {
			t.own, _ = f.Find(t.key)
		}
		list = append(list, t)
	}
	for _, p := range w.corpus.Pages {
		slugs = append(slugs, p.Slug)
		for i, seg := range p.Segments {
			if p.Keys[i] != "" {
				add(p.Catalog(l.Index), text{slug: p.Slug, key: p.Keys[i], kind: string(seg.Kind), english: catalog.Forms{Other: seg.Text}})
			}
		}
	}
	for _, m := range w.corpus.Interface[w.corpus.Locales.English().Index].Messages() {
		add(w.corpus.Interface[l.Index], text{slug: catalog.InterfaceSlug, key: m.Key, kind: catalog.InterfaceSlug, english: m.Forms})
	}
	return list, append(slugs, catalog.InterfaceSlug)
}

// namedTexts returns the texts that are named by their keys or by their pages, each once, in the order of the pages. The error is an
// [UnknownNamesError] where a name is neither.
func (w *Workspace) namedTexts(l *locale.Locale, names []string) ([]text, error) {
	all, known := w.texts(l)
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	var named []text
	for _, x := range all {
		known = append(known, x.key)
		if wanted[x.key] || wanted[x.slug] {
			named = append(named, x)
		}
	}
	return named, checkNames(names, known)
}

func (w *Workspace) position(l *locale.Locale, x text) *store.Fault {
	f := &store.Fault{File: w.locales.Tree().Path(corpus.CatalogPath(l.Tag, x.slug))}
	if x.own.Key != "" {
		f.Line, f.Col = x.own.Position("other")
	}
	return f
}
