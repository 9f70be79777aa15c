// Package render writes documents: guides, the list of guides, two languages side by side, feeds, the sitemap, forms for readers'
// reports and the pages that say what is wrong with a request.
//
// It promises:
//
//   - Whatever a document is made of stands in a [View]. A view never changes.
//   - Each piece of text, attributes included, stands under the lang and dir that it is really in (law 6).
//   - Text becomes markup by escaping alone: the two are different types, so that the compiler refuses one for the other.
//
// It knows nothing of HTTP requests, and keeps no document.
package render

import (
	"slices"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/store"
)

// View is the one list of what documents are made of at one moment. [View.PageInputs] and [View.GuideListInputs] return what one is made of.
type View struct {
	Locales *locale.Table
	Loaded  time.Time
	Faults  store.Faults   // of the files whose last good version, or nothing, is served
	Pages   []*corpus.Page // in the order of the list of guides
	Serial  int            // how many views there were before

	siteInputs
	recordings recordings
	positions  map[string]int         // in Pages, by slug
	offered    lazy.Value[locale.Set] // locales in which the list of guides is offered
}

// Home is the slug of the list of guides.
const Home = ""

// Options are what an operator decides about documents.
type Options struct {
	Origin string // "https://example.org" or "https://example.org/guides", before every address of the site; "" if it is not known

	// Workbench has documents tell translators about every text, and lead to its form; nil for documents of readers. They are answered beside those of readers, which
	// are at Origin.
	Workbench *Workbench
}

// Workbench is what the documents of a workbench load: addresses of its style sheet and its script.
type Workbench struct{ Style, Script string }

// New returns the view of what was read at a time. What has not changed since the view before, which may be nil, is shared with it.
func New(c *corpus.Corpus, o Options, now time.Time, before *View) *View {
	host, prefix := SplitOrigin(o.Origin)
	if o.Workbench != nil {
		host, prefix = host+prefix, ""
	}
	if before == nil {
		none := siteInputs{shared: shared{assets: newAssets(prefix)}, strings: &Strings{}, sites: &sites{}, slugs: &slugSet{}}
		before = &View{Serial: -1, siteInputs: none}
	}
	v := &View{
		Locales: c.Locales, Loaded: now, Faults: c.Faults, Pages: c.Pages, Serial: before.Serial + 1,
		siteInputs: siteInputs{
			shared:  shared{locales: c.Locales, languages: before.orderFor(c.Locales), listed: listedLocales(c, o), kept: c.Glossary.KeptTerms(), assets: before.assets.with(c.Attachments), origin: host, prefix: prefix, audience: readers{}, workbench: o.Workbench != nil, looked: c.PseudoLocales},
			strings: newStrings(c.Locales, c.Interface, before.strings),
			sites:   newSites(c, before.sites),
			slugs:   newSlugSet(c, before.slugs),
		},
		recordings: newRecordings(c.Recordings, before.recordings),
		positions:  make(map[string]int, len(c.Pages)),
	}
	for i, p := range c.Pages {
		v.positions[p.Slug] = i
	}
	if o.Workbench != nil {
		v.audience = &translators{corpus: c, view: v, workbench: o.Workbench}
	}
	return v
}

// listedLocales returns the locales that stand in lists of languages: English, and those in which some guide is offered; in a workbench, all.
func listedLocales(c *corpus.Corpus, o Options) (set locale.Set) {
	for i := range c.Locales.Locales {
		l := &c.Locales.Locales[i]
		if o.Workbench != nil || len(c.Pages) == 0 || slices.ContainsFunc(c.Pages, func(p *corpus.Page) bool { return p.Summary(l).Reaches(c.Locales.MinCoverage) }) {
			set.Add(i)
		}
	}
	return set
}

// Listed returns the locales that stand in lists of languages.
func (v *View) Listed() locale.Set { return v.listed }

// Publishable returns the locales to negotiate on a page's neutral URL: those that reach min_coverage, and English; for the lists of guides and
// of languages only those that are listed.
func (v *View) Publishable(slug string) (set locale.Set, ok bool) {
	if slug != Home && slug != Languages {
		p := v.Page(slug)
		if p == nil {
			return locale.Set{}, false
		}
		return p.Offered(), true
	}
	return v.offered.Get(func() (set locale.Set) {
		for i := range v.Locales.Locales {
			if v.listed.Has(i) && v.strings.byLocale[i].reaches(v.Locales.MinCoverage) {
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

// Moved returns the slug of the page that had another one before, "" if that is no alias of a page.
func (v *View) Moved(alias string) string {
	if to := v.slugs.page(alias); to != alias {
		return to
	}
	return ""
}

// Aliases returns the slugs that pages had before, each with that of today.
func (v *View) Aliases() map[string]string {
	aliases := map[string]string{}
	for alias, slug := range v.slugs.pages {
		if alias != slug {
			aliases[alias] = slug
		}
	}
	return aliases
}

// Slugs returns the slugs of the lists of guides and of languages, and of all pages, in their order.
func (v *View) Slugs() []string {
	slugs := []string{Home, Languages}
	for _, p := range v.Pages {
		slugs = append(slugs, p.Slug)
	}
	return slugs
}

// newestFirst returns the guides by the day they last changed.
func (v *View) newestFirst() []*corpus.Page {
	list := slices.Clone(v.Pages)
	slices.SortStableFunc(list, func(a, b *corpus.Page) int { return b.Front.Updated.Compare(a.Front.Updated) })
	return list
}
