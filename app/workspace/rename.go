package workspace

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/segment"
)

// Renamed is a page that somebody renamed without [Workspace.Move].
type Renamed struct {
	From, To string
	File     string // the page, as a person names it
	Alias    bool   // its old address leads to it, or it has got back the name that it had before

	signed bool // its sign-offs go with it: it is not critical, or was so before
}

// findRenamed finds the pages that were renamed: keys in their catalogs, which were renamed with them, are those of a page that is gone, or they have
// no catalogs, and at least half of their texts are those of a page that is gone.
func (p *plan) findRenamed(src *corpus.Corpus) {
	english := src.Locales.English().Index
	taken := map[string]bool{} // slugs
	for _, page := range src.Pages {
		taken[page.Slug] = true
	}
	byText := map[string][]string{} // slugs of pages that have just gone, by their texts
	for slug, files := range src.Orphans {
		if f := files[english]; f != nil && !f.Faulty() {
			for text := range textsOf(f) {
				byText[text] = append(byText[text], slug)
			}
		}
	}
	type pair struct {
		from string
		page *corpus.Page
		same int
		back bool
	}
	var pairs []pair
	for _, page := range src.Pages {
		own := page.Catalog(english)
		if own == nil && p.upToDate.has(corpus.CatalogPath("en", page.Slug)) || own != nil && own.Faulty() {
			continue
		}
		if own != nil && len(own.Messages()) > 0 {
			if from := slugOfTexts(own); !taken[from] && from != catalog.InterfaceSlug {
				pairs = append(pairs, pair{from, page, len(own.Messages()), false})
			}
			continue
		}
		same, texts := map[string]int{}, map[string]bool{}
		for i, seg := range page.Segments {
			if page.Keys[i] != "" && !texts[seg.Text] {
				texts[seg.Text] = true
				for _, from := range byText[seg.Text] {
					same[from]++
				}
			}
		}
		for from, n := range same {
			if 2*n >= len(texts) {
				pairs = append(pairs, pair{from, page, n, own != nil})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(b.same-a.same, cmp.Compare(a.from, b.from), cmp.Compare(a.page.Slug, b.page.Slug))
	})
	for _, x := range pairs {
		if !taken[x.from] && p.renamed[x.page.Slug].From == "" {
			taken[x.from] = true
			p.renamed[x.page.Slug] = Renamed{From: x.from, To: x.page.Slug, File: x.page.File, Alias: x.back || src.Aliases[x.from] == x.page.Slug}
		}
	}
}

func textsOf(f *catalog.File) map[string]bool {
	texts := map[string]bool{}
	for _, m := range f.Messages() {
		texts[m.Forms.Other] = true
	}
	return texts
}

// slugOfTexts returns the slug of the page that the first text of a catalog is of, "" where there is none.
func slugOfTexts(f *catalog.File) string {
	if len(f.Messages()) == 0 {
		return ""
	}
	return slugOfKey(f.Messages()[0].Key)
}

// slugOfKey returns the slug of the page that a key is of.
func slugOfKey(key string) string {
	slug, _, _ := strings.Cut(key, ".")
	return slug
}

// renamedCatalogs returns the catalogs of a page that was renamed, with its keys of today.
func (p *plan) renamedCatalogs(page *corpus.Page, orphans []*catalog.File) []*catalog.File {
	r, files := p.renamed[page.Slug], page.Catalogs()
	for _, l := range p.locales.Locales {
		own := files[l.Index]
		old, into := own, (*catalog.File)(nil)
		if own == nil || slugOfTexts(own) != r.From {
			if old, into = nil, own; orphans != nil {
				old = orphans[l.Index]
			}
		}
		if old == nil {
			continue
		}
		if next, ok := old.RenamePage(old.Name(), r.From, r.To, into); ok {
			files[l.Index] = next
		}
	}
	return files
}

// addRenamed adds the catalogs of a page that was renamed.
func (p *plan) addRenamed(page *corpus.Page, orphans []*catalog.File) {
	before := page.Catalogs()
	p.add(page.Slug, p.renamedCatalogs(page, orphans), syncEnglish(page.Page), false)
	for _, l := range p.locales.Locales {
		if f := p.find(l.Tag, page.Slug); f != nil {
			f.from, f.before = p.renamed[page.Slug].From, nil
			if own := before[l.Index]; own != nil {
				f.before = own.Bytes()
			}
		}
	}
}

// addGone adds the catalogs of a page that is gone: every entry is kept, out of use. Where its English one was renamed too, it is made anew, because it
// remembers that its keys are used (law 4).
func (p *plan) addGone(slug string, files []*catalog.File, to *corpus.Page, alias string) {
	english := p.locales.English().Index
	files = slices.Clone(files)
	if files == nil {
		files = make([]*catalog.File, len(p.locales.Locales))
	}
	renamed := to != nil && files[english] == nil
	if renamed {
		files[english] = to.Catalog(english)
	}
	p.add(slug, files, syncEnglish(&segment.Page{Slug: slug}), true)
	for _, l := range p.locales.Locales {
		if f := p.find(l.Tag, slug); f != nil {
			f.renamed = to != nil
			if isLate(files[l.Index]) && to == nil && l.Tag != "en" {
				f.savedFor, f.renamed = alias, alias != ""
			}
			if renamed && l.Tag == "en" {
				f.before = nil
			}
		}
	}
}

// Late is a catalog that somebody saved after its page was renamed, from an editor that was open all the while.
type Late struct{ Path, Into string } // in the tree of the catalogs

// isLate reports whether a catalog of a page that has been renamed holds texts again.
func isLate(f *catalog.File) bool { return f != nil && len(f.Messages()) > 0 && !f.Faulty() }

// keepLate puts what such a catalog holds and that of today's name does not into that one, as previous texts and comments (law 3).
func (p *plan) keepLate() {
	for _, f := range p.files {
		if f.late == nil {
			continue
		}
		into := p.find(f.tag, f.savedFor)
		if into == nil || into.gone {
			continue
		}
		if next, _ := into.next.KeepTexts(f.late); next != into.next {
			into.next = catalog.SyncLocale(into.english, next, p.categories[f.tag])
			p.late = append(p.late, Late{f.path, into.path})
		}
	}
}

// renamedText is a translation that goes with a page that was renamed.
type renamedText struct {
	Carried
	now, before catalog.Message
}

func (p *plan) renamedTexts(f *plannedCatalog) (list []renamedText) {
	if f.from == "" || f.old == nil {
		return nil
	}
	for _, m := range f.next.Messages() {
		if old, ok := f.old.Find(m.Key); ok && !m.Forms.Empty() && old.Forms == m.Forms && old.Hash == m.Hash {
			list = append(list, renamedText{p.newCarried(f, m, f.formerKey(m.Key)), m, old})
		}
	}
	return list
}

// formerKey returns the key that a text of a page that was renamed had before.
func (f *plannedCatalog) formerKey(key string) string {
	if rest, ok := strings.CutPrefix(key, f.slug+"."); ok && f.from != "" {
		return f.from + "." + rest
	}
	return key
}
