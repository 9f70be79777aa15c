package render

import (
	"cmp"
	"encoding/xml"
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// FeedName is the last part of the URL of a locale's feed, "/<tag>/feed.xml". No page has a slug with a dot.
const FeedName = "feed.xml"

func (s shared) feedURL(l *locale.Locale) string { return s.documentURL(l, FeedName) }

// atomFeed is a feed of new and changed guides (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   atomText    `xml:"title"`
	Author  atomText    `xml:"author>name"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID        string   `xml:"id"`
	Title     atomText `xml:"title"`
	Summary   atomText `xml:"summary"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Link      atomLink `xml:"link"`
}

type atomText struct {
	Lang string `xml:"xml:lang,attr"`
	Text string `xml:",chardata"`
}

func atomTextOf(p localizedHTML) atomText { return atomText{p.as.Tag, p.text()} }

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Lang string `xml:"hreflang,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// FeedFile returns the feed of a locale: every guide that is offered in it, newest first.
func (v *View) FeedFile(l *locale.Locale) *document.Document {
	texts, home, own := v.strings.byLocale[l.Index], v.absolute(v.documentURL(l, Home)), v.absolute(v.feedURL(l))
	feed := atomFeed{
		Lang: l.Tag, ID: own, Title: atomTextOf(texts.text(l, "ui.home.news", nil)), Author: atomTextOf(texts.text(l, "ui.site.name", nil)),
		Links: []atomLink{{"self", l.Tag, own}, {"alternate", l.Tag, home}},
	}
	var newest time.Time
	for _, p := range v.newestFirst() {
		pub := p.Summary(l)
		if !pub.Reaches(v.Locales.MinCoverage) {
			continue
		}
		newest = cmp.Or(newest, p.Front.Updated)
		address, title, summary := v.absolute(v.documentURL(l, p.Slug)), pub.Texts[0], pub.Texts[1]
		feed.Entries = append(feed.Entries, atomEntry{
			ID: address, Title: atomText{title.Locale.Tag, title.Text}, Summary: atomText{summary.Locale.Tag, summary.Text},
			Published: p.Front.Published.Format(time.RFC3339), Updated: p.Front.Updated.Format(time.RFC3339), Link: atomLink{Href: address},
		})
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
