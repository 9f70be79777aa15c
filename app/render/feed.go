package render

import (
	"cmp"
	"encoding/xml"
	"time"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// FeedName is the last part of the URL of a locale's feed, "/<tag>/feed.xml". No page has a slug with a dot.
const FeedName = "feed.xml"

func (s shared) feedURL(l *locale.Locale) string { return s.readersURL(l, FeedName) }

// atomFeed is a feed of new and changed guides (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   atomText    `xml:"title"`
	About   *atomText   `xml:"subtitle"` // that a machine drafted it, where one did (R42)
	Author  atomPerson  `xml:"author"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID        string       `xml:"id"`
	Title     atomText     `xml:"title"`
	Summary   atomText     `xml:"summary"`
	Published string       `xml:"published"`
	Updated   string       `xml:"updated"`
	Link      atomLink     `xml:"link"`
	Authors   []atomPerson `xml:"author"` // where none is named, the feed's
}

// atomPerson is a person, or an organisation.
type atomPerson struct {
	Name  atomText `xml:"name"`
	Email string   `xml:"email,omitempty"`
}

type atomText struct {
	Lang string `xml:"xml:lang,attr"` // "" for names of people: nobody knows
	Text string `xml:",chardata"`
}

func atomTextOf(p localizedHTML) atomText { return atomText{p.as.Tag, p.text()} }

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Lang string `xml:"hreflang,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// feedAuthor returns who stands behind the feed of a locale: the operator of the site, or else the site itself.
func (v *View) feedAuthor(l *locale.Locale) atomPerson {
	in := v.in(l)
	site, ok := in.site.site()
	if !ok {
		return atomPerson{Name: atomTextOf(in.strings.text(l, "ui.site.name", nil))}
	}
	for _, i := range []int{site.Operator, site.Name} {
		if t, ok := in.site.text(l, i); ok {
			return atomPerson{atomTextOf(t), site.Mail}
		}
	}
	return atomPerson{atomTextOf(in.strings.text(l, "ui.site.name", nil)), site.Mail}
}

// FeedFile returns the feed of a locale: every guide that is offered in it, newest first.
func (v *View) FeedFile(l *locale.Locale) *document.Document {
	texts, home, own := v.strings.byLocale[l.Index], v.absolute(v.documentURL(l, Home)), v.absolute(v.feedURL(l))
	feed := atomFeed{
		Lang: l.Tag, ID: own, Title: atomTextOf(texts.text(l, "ui.home.news", nil)), Author: v.feedAuthor(l),
		Links: []atomLink{{"self", l.Tag, own}, {"alternate", l.Tag, home}},
	}
	var newest time.Time
	var shown drafts
	for _, p := range v.newestFirst() {
		pub := p.Summary(l)
		if !pub.Reaches(v.Locales.MinCoverage) {
			continue
		}
		newest = cmp.Or(newest, p.Front.Updated)
		shown = drafts{shown.machine || pub.Machine > 0, shown.checked || pub.Reviewed > 0}
		feed.Entries = append(feed.Entries, feedEntry(p.Original, pub, v.absolute(v.documentURL(l, p.Slug))))
	}
	if key, ok := v.in(l).site.machineKey(l, shown); ok {
		about := atomTextOf(texts.text(l, key, nil))
		feed.About = &about
	}
	feed.Updated = newest.Format(time.RFC3339)
	data, err := xml.Marshal(feed)
	if err != nil {
		panic(err) // texts always marshal
	}
	doc := document.New("application/atom+xml; charset=utf-8", []byte(xml.Header+string(data)+"\n"))
	doc.Tag, doc.Language, doc.Location = l.Tag, l.Tag, v.feedURL(l)
	if len(feed.Entries) == 0 {
		doc.Language = feed.Title.Lang // all that it says (R16)
	}
	return doc
}

func feedEntry(p *corpus.Original, pub *corpus.Publication, address string) atomEntry {
	title, summary := pub.Texts[0], pub.Texts[1]
	e := atomEntry{
		ID: address, Title: atomText{title.Locale.Tag, title.Text}, Summary: atomText{summary.Locale.Tag, summary.Text},
		Published: p.Front.Published.Format(time.RFC3339), Updated: p.Front.Updated.Format(time.RFC3339), Link: atomLink{Href: address},
	}
	for _, name := range p.Front.Authors {
		e.Authors = append(e.Authors, atomPerson{Name: atomText{Text: name}})
	}
	return e
}
