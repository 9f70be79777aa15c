package render

import (
	"slices"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// View is the one list of what documents are made of at one moment. It never changes. What each document that is reused is made of is
// derived from it as a value that can be compared, by [View.PageInputs] and [View.GuideListInputs].
type View struct {
	Locales *locale.Table
	Loaded  time.Time
	Faults  store.Faults   // of the files whose last good version, or nothing, is served
	Pages   []*corpus.Page // in the order of the list of guides
	Serial  int            // how many views there were before

	shared
	strings   *Strings
	slugs     *slugSet
	positions map[string]int         // in Pages, by slug
	offered   lazy.Value[locale.Set] // locales in which the list of guides is offered
	pseudo    locale.Set             // never negotiated, in no list for search engines
	buffers   *document.Buffers
}

// Home is the slug of the list of guides.
const Home = ""

// Options are what an operator decides about documents, and what is kept from one view to the next.
type Options struct {
	Origin  string // "https://example.org", before the addresses in links between languages; "" if it is not known
	Preview bool   // documents tell translators about every text
	Assets  *Assets
	Buffers *document.Buffers
}

// New returns the view of what was read at a time. What has not changed since the view before, which may be nil, is shared with it.
func New(c *corpus.Corpus, o Options, now time.Time, before *View) *View {
	v := &View{
		Locales: c.Locales, Loaded: now, Faults: c.Faults, Pages: c.Pages, pseudo: c.PseudoLocales, buffers: o.Buffers,
		shared:    shared{locales: c.Locales, kept: c.Glossary.KeptTerms(), origin: o.Origin},
		positions: make(map[string]int, len(c.Pages)),
	}
	for i, p := range c.Pages {
		v.positions[p.Slug] = i
	}
	if before == nil {
		v.strings, v.slugs, v.assets = newStrings(v.Locales, c.Interface, nil), newSlugSet(c.Pages, nil), o.Assets.with(c.Images)
	} else {
		v.Serial = before.Serial + 1
		v.strings, v.slugs, v.assets = newStrings(v.Locales, c.Interface, before.strings), newSlugSet(c.Pages, before.slugs), before.assets.with(c.Images)
	}
	if o.Preview {
		v.preview = newPreview(c, v)
	}
	return v
}

// writer returns a writer of documents in a locale.
func (v *View) writer(l *locale.Locale) *writer {
	return &writer{shared: v.shared, strings: v.strings.of(l), slugs: v.slugs, wanted: l, in: l}
}

// Publishable returns the locales that may be negotiated on the page's neutral URL: those that reach min_coverage, and English. ok is false
// if there is no such page.
func (v *View) Publishable(slug string) (set locale.Set, ok bool) {
	if slug != Home {
		p := v.Page(slug)
		if p == nil {
			return locale.Set{}, false
		}
		return p.Offered(), true
	}
	return v.offered.Get(func() (set locale.Set) {
		for i := range v.Locales.Locales {
			if l := &v.Locales.Locales[i]; !v.pseudo.Has(i) && v.strings.of(l).reaches(v.Locales.MinCoverage) {
				set.Add(i)
			}
		}
		return set
	}), true
}

// Page returns the page of a slug, and nil if there is none.
func (v *View) Page(slug string) *corpus.Page {
	if i, ok := v.positions[slug]; ok {
		return v.Pages[i]
	}
	return nil
}

// neighbours returns the guides before and after a page, and nil at the ends of the list.
func (v *View) neighbours(p *corpus.Page) (previous, next *corpus.Page) {
	i := v.positions[p.Slug]
	if i > 0 {
		previous = v.Pages[i-1]
	}
	if i+1 < len(v.Pages) {
		next = v.Pages[i+1]
	}
	return previous, next
}

// Slugs returns the slugs of the list of guides and of all pages, in their order.
func (v *View) Slugs() []string {
	slugs := []string{Home}
	for _, p := range v.Pages {
		slugs = append(slugs, p.Slug)
	}
	return slugs
}

// PageCount returns the number of pages.
func (v *View) PageCount() int { return len(v.Pages) }

// newestFirst returns the guides by the day they last changed.
func (v *View) newestFirst() []*corpus.Page {
	list := slices.Clone(v.Pages)
	slices.SortStableFunc(list, func(a, b *corpus.Page) int { return b.Front.Updated.Compare(a.Front.Updated) })
	return list
}

// languages returns in how many languages a guide is offered.
func languages(p *corpus.Page, table *locale.Table) (n int) {
	offered := p.Offered()
	for i := range table.Locales {
		if offered.Has(i) {
			n++
		}
	}
	return n
}
