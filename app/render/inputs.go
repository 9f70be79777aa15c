package render

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// shared is what documents of every kind are made of. Two that are equal give equal documents.
type shared struct {
	locales   *locale.Table
	languages *languageOrder
	listed    locale.Set          // in lists of languages: those in which a guide is offered (min_coverage)
	kept      *glossary.KeptTerms // nil if the glossary keeps none
	assets    *assets
	origin    string     // "https://example.org", or "" if it is not known
	prefix    string     // of every path, "/guides", or ""
	audience  audience   // in a workbench another one in every view
	workbench bool       // documents are those of a workbench: what it does not answer is at origin
	looked    locale.Set // locales that a workbench alone has
}

// SplitOrigin returns what stands before the paths of a site, and the prefix that all its paths have: "https://example.org" and "/guides" of
// "https://example.org/guides".
func SplitOrigin(origin string) (host, prefix string) {
	origin = strings.TrimSuffix(origin, "/")
	scheme, rest, _ := strings.Cut(origin, "://")
	if at := strings.IndexByte(rest, '/'); at >= 0 {
		at += len(scheme) + len("://")
		return origin[:at], origin[at:]
	}
	return origin, ""
}

// absolute returns a path with the site's origin before it, if that is known.
func (s shared) absolute(path string) string { return s.origin + path }

// neutralURL returns the path of a page in the reader's language.
func (s shared) neutralURL(slug string) string { return s.prefix + "/" + slug }

// documentURL returns the path of a page in a locale.
func (s shared) documentURL(l *locale.Locale, slug string) string {
	return s.prefix + "/" + l.Tag + "/" + slug
}

// readersURL returns the address of what only readers' listeners answer, or of a page in another language than a translator works in.
func (s shared) readersURL(l *locale.Locale, slug string) string {
	if s.workbench && !s.looked.Has(l.Index) {
		return s.absolute(s.documentURL(l, slug))
	}
	return s.documentURL(l, slug)
}

// siteInputs is what documents are made of in all locales, beside the pages.
type siteInputs struct {
	shared
	strings *Strings
	sites   *sites
	slugs   *slugSet
}

// localeInputs is what documents are made of in one locale, beside the pages.
type localeInputs struct {
	shared
	strings *localeStrings
	site    *siteFacts
	slugs   *slugSet
	wanted  *locale.Locale // the locale asked for: that of the URL
}

func (in siteInputs) in(l *locale.Locale) localeInputs {
	return localeInputs{in.shared, in.strings.byLocale[l.Index], in.sites.byLocale[l.Index], in.slugs, l}
}

// PageInputs is everything that the guide of one page is made of, in all locales. Two that are equal give equal guides.
type PageInputs struct {
	siteInputs
	page, previous, next *corpus.Page           // nil at the ends of the list
	recordings           *corpus.PageRecordings // nil if there are none
	overdue              bool                   // the day by which the page had to be reviewed has passed
}

// PageInputs returns what the guide of a page is made of.
func (v *View) PageInputs(p *corpus.Page) PageInputs {
	in := PageInputs{siteInputs: v.siteInputs, page: p, recordings: v.recordings.of.Page(p.Slug), overdue: p.Overdue(v.Loaded)}
	i := v.positions[p.Slug]
	if i > 0 {
		in.previous = v.Pages[i-1]
	}
	if i+1 < len(v.Pages) {
		in.next = v.Pages[i+1]
	}
	return in
}

// GuideInputs is everything that the guide of one page is made of in one locale. Two that are equal by == give equal documents.
type GuideInputs struct {
	localeInputs
	edition        *corpus.Edition
	recordings     *corpus.PageRecordings // nil if there are none
	offered        locale.Set             // locales in which the page is offered
	overdue        bool                   // the day by which the page had to be reviewed has passed
	previous, next guideLink              // zero at the ends of the list
}

// In returns what the guide is made of in one locale.
func (in PageInputs) In(l *locale.Locale) GuideInputs {
	return GuideInputs{
		localeInputs: in.in(l), edition: in.page.Edition(l), recordings: in.recordings, offered: in.page.Offered(), overdue: in.overdue,
		previous: linkTo(in.previous, l), next: linkTo(in.next, l),
	}
}

// Makes reports whether these inputs make d, which was made of others. Pages that came or went matter only if its links name them.
func (in GuideInputs) Makes(d *document.Document, of GuideInputs) bool {
	a := in
	a.slugs = of.slugs
	return in == of || a == of && !slices.ContainsFunc(d.Links, func(slug string) bool {
		return slug == tooManyLinks || in.slugs.page(slug) != of.slugs.page(slug)
	})
}

// guideLink is what a guide shows of another one that it links to.
type guideLink struct {
	slug  string
	title localizedText
}

// localizedText is a plain text with the locale it is written in.
type localizedText struct {
	text   string
	locale *locale.Locale
}

func linkTo(p *corpus.Page, l *locale.Locale) guideLink {
	if p == nil {
		return guideLink{}
	}
	return guideLink{p.Slug, localized(p.Summary(l).Texts[0])}
}

func localized(t corpus.Text) localizedText { return localizedText{t.Text, t.Locale} }

// GuideListInputs is everything that the list of guides is made of in one locale.
type GuideListInputs struct {
	guideListShared
	pages []*corpus.Page // of which only [GuideListInputs.entry] is shown
}

// guideListShared is what is compared with ==.
type guideListShared struct {
	localeInputs
	offered locale.Set // locales in which the list is offered
}

// GuideListInputs returns what the list of guides is made of in a locale.
func (v *View) GuideListInputs(l *locale.Locale) GuideListInputs {
	offered, _ := v.Publishable(Home)
	return GuideListInputs{guideListShared{v.in(l), offered}, v.Pages}
}

// Equal reports whether both make equal documents.
func (in GuideListInputs) Equal(other GuideListInputs) bool {
	return in.guideListShared == other.guideListShared && slices.EqualFunc(in.pages, other.pages, func(p, q *corpus.Page) bool {
		return p == q || in.entry(p) == in.entry(q)
	})
}

// listEntry is what the list of guides shows of one.
type listEntry struct {
	slug               string
	title, description localizedText
	updated            time.Time
	share              float64 // how much of it is translated, from 0 to 1
	languages          int     // in how many it is offered
	drafts             drafts
}

func (in GuideListInputs) entry(p *corpus.Page) listEntry {
	s := p.Summary(in.wanted)
	return listEntry{p.Slug, localized(s.Texts[0]), localized(s.Texts[1]), p.Front.Updated, s.Share(), p.Offered().Len(), drafts{s.Machine > 0, s.Reviewed > 0}}
}

// slugSet is which pages there are, and which were under another address. It stays the same, to be compared with ==, for as long as none comes or goes.
type slugSet struct{ pages map[string]string } // slugs of pages by slug and by alias

// newSlugSet returns the slugs and aliases of pages: before if it holds the same.
func newSlugSet(c *corpus.Corpus, before *slugSet) *slugSet {
	comes := func(p *corpus.Page) bool { return before.page(p.Slug) != p.Slug }
	same := len(before.pages) == len(c.Pages)+len(c.Aliases) && !slices.ContainsFunc(c.Pages, comes)
	for alias, slug := range c.Aliases {
		same = same && before.page(alias) == slug
	}
	if same {
		return before
	}
	s := &slugSet{make(map[string]string, len(c.Pages)+len(c.Aliases))}
	maps.Copy(s.pages, c.Aliases)
	for _, p := range c.Pages {
		s.pages[p.Slug] = p.Slug
	}
	return s
}

// page returns the slug of the page that has a slug or an alias, "" if there is none.
func (s *slugSet) page(slug string) string { return s.pages[slug] }
