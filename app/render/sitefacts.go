package render

import (
	"slices"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/internal/lazy"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// sites are who stands behind the site, in every locale (R55). From one [View] to the next they are the same pointer as long as nothing of it changes.
type sites struct{ byLocale []*siteFacts } // by [locale.Locale.Index]

// siteFacts are who stands behind the site, for documents of one locale. From one [View] to the next they are the same pointer as long as none of it
// changes: two that are equal give equal documents.
type siteFacts struct {
	shownFacts
	texts lazy.Value[*corpus.Publication]
}

// shownFacts is what is compared with ==.
type shownFacts struct {
	edition          *corpus.Edition // nil if the site says nothing
	privacy, imprint guideLink       // zero where there is no such page
	interfaceDrafts  drafts          // in this locale and those that it inherits from
}

// newSites returns who stands behind the site. What has not changed is taken from before.
func newSites(c *corpus.Corpus, before *sites) *sites {
	s := &sites{make([]*siteFacts, len(c.Locales.Locales))}
	var privacy, imprint *corpus.Page
	if c.Site != nil {
		privacy, imprint = c.SitePage(c.Site.Site.Privacy), c.SitePage(c.Site.Site.Imprint)
	}
	for i := range s.byLocale {
		l := &c.Locales.Locales[i]
		now := shownFacts{privacy: linkTo(privacy, l), imprint: linkTo(imprint, l)}
		for _, from := range append(c.Locales.Parents(l), l) { // whose texts stand in for one another
			machine, checked := c.InterfaceDrafts(from)
			now.interfaceDrafts = drafts{now.interfaceDrafts.machine || machine, now.interfaceDrafts.checked || checked}
		}
		if c.Site != nil {
			now.edition = c.Site.Edition(l)
		}
		if i < len(before.byLocale) && before.byLocale[i].shownFacts == now {
			s.byLocale[i] = before.byLocale[i]
		} else {
			s.byLocale[i] = &siteFacts{shownFacts: now}
		}
	}
	if slices.Equal(s.byLocale, before.byLocale) {
		return before
	}
	return s
}

// site returns the facts of the site, and false if it says nothing.
func (f *siteFacts) site() (*segment.Site, bool) {
	if f.edition == nil {
		return nil, false
	}
	return f.edition.Original.Site, true
}

// text returns a text of the site for documents in a language of the locale's chain; i is its segment. ok is false if the site does not say it.
func (f *siteFacts) text(in *locale.Locale, i int) (t localizedHTML, ok bool) {
	if f.edition == nil || i < 0 {
		return t, false
	}
	text := f.edition.Original.English(i)
	if in.Tag != "en" {
		text = f.texts.Get(f.edition.Publication).Texts[i]
	}
	return localizedHTML{html: escape(text.Text), as: text.Locale, of: origin{slug: segment.SiteSlug, segment: i}}, true
}

// siteText returns a text of the site in the language of the document, or the nearest that has it.
func (d *writer) siteText(of func(*segment.Site) int) (t localizedHTML, ok bool) {
	site, ok := d.site.site()
	if !ok {
		return t, false
	}
	return d.site.text(d.in, of(site))
}

// siteName returns the name of the site in the language of the document.
func (d *writer) siteName() localizedHTML {
	if name, ok := d.siteText(func(s *segment.Site) int { return s.Name }); ok {
		return name
	}
	return d.say("ui.site.name")
}

// operatorName returns the name of the organisation that runs the site, isolated from the direction of the text around it (R28), and false if
// the site does not say.
func (d *writer) operatorName() (arg, bool) {
	t, ok := d.siteText(func(s *segment.Site) int { return s.Operator })
	if !ok {
		return arg{}, false
	}
	return arg{"Name", `<bdi translate="no"` + langOf(t.as) + d.audience.attrs(d, "bdi", "", t.of) + ">" + t.html + "</bdi>"}, true
}
