package corpus

import (
	"bytes"
	"cmp"
	"maps"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// pseudoLocale is a locale whose texts are made from English, to try a layout before there is any translation. The tags are CLDR's.
type pseudoLocale struct {
	tag, name string
	write     func(text string, markdown bool) string
}

// pseudos returns the two there are.
func pseudos() []pseudoLocale {
	return []pseudoLocale{
		{"en-XA", "Pseudo: accents", accented},
		{"ar-XB", "Pseudo: right to left", mirrored},
	}
}

// pseudoLocales adds the pseudo-locales to what a [Reader] reads. A nil one adds nothing.
type pseudoLocales struct {
	made  map[pseudoSource]*file
	added []pseudoLocale // those that locales.toml does not have itself
}

// pseudoSource is what a catalog is made of.
type pseudoSource struct {
	path    string        // of the catalog
	page    *segment.Page // nil for the interface
	english *catalog.File
}

// extend adds the pseudo-locales to locales.toml, behind all others so that no line of it moves.
func (p *pseudoLocales) extend(table []byte) []byte {
	if p == nil {
		return table
	}
	p.added = nil
	longer := append(bytes.Clone(table), '\n')
	for _, l := range pseudos() {
		if bytes.Contains(table, []byte(`"`+l.tag+`"`)) {
			continue
		}
		p.added = append(p.added, l)
		longer = append(longer, "[[locale]]\ntag = \""+l.tag+"\"\nname = \""+l.name+"\"\ndrafts = \"machine\"\n"...)
	}
	return longer
}

// set returns the pseudo-locales of a table.
func (p *pseudoLocales) set(t *locale.Table) (set locale.Set) {
	if p == nil {
		return set
	}
	for _, l := range p.added {
		if found, ok := t.Find(l.tag); ok {
			set.Add(found.Index)
		}
	}
	return set
}

// addFiles puts the catalogs of the pseudo-locales into the tree, as if they had been read.
func (p *pseudoLocales) addFiles(pages []*segment.Page, r *Reader) {
	if p == nil {
		return
	}
	files := r.locales.files
	before := p.made
	p.made = map[pseudoSource]*file{}
	for _, l := range p.added {
		maps.DeleteFunc(files, func(path string, _ *file) bool { return strings.HasPrefix(path, l.tag+"/") })
		p.add(before, r, l, catalog.InterfaceSlug, nil)
		for _, page := range pages {
			p.add(before, r, l, page.Slug, page)
		}
	}
}

// add makes one catalog, or takes that of the reading before if its English is the same.
func (p *pseudoLocales) add(before map[pseudoSource]*file, r *Reader, l pseudoLocale, slug string, page *segment.Page) {
	of := pseudoSource{CatalogPath(l.tag, slug), page, r.locales.files[CatalogPath("en", slug)].load()}
	f := before[of]
	if f == nil {
		made := makePseudo(l, of.english, page)
		if made == nil {
			return
		}
		f = &file{name: r.locales.tree.Path(of.path), catalog: made}
	}
	p.made[of], r.locales.files[of.path] = f, f
}

// makePseudo translates English. page is nil for the interface. It returns nil if the English cannot be read.
func makePseudo(l pseudoLocale, english *catalog.File, page *segment.Page) *catalog.File {
	if page != nil {
		english = catalog.SyncEnglish(page, english)
	}
	if english == nil || english.Faulty() {
		return nil
	}
	categories := catalog.Categories(l.tag)
	texts := map[string]catalog.Forms{}
	for _, m := range english.Messages() {
		var forms catalog.Forms
		for _, c := range append([]string{"other"}, categories...) {
			text := cmp.Or(m.Forms.Get(c), m.Forms.Other)
			if c == "other" || m.Forms.Plural() {
				forms = forms.With(c, l.write(text, page != nil && (m.Kind == "" || segment.Kind(m.Kind).IsMarkdown())))
			}
		}
		texts[m.Key] = forms
	}
	made, _ := catalog.SyncLocale(english, nil, categories).SetValues(texts)
	return made
}
