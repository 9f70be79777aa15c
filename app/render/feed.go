package render

import (
	"bytes"
	"encoding/xml"
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// FeedName is the last part of the URL of a locale's feed, "/<tag>/feed.xml". No page has a slug with a dot.
const FeedName = "feed.xml"

func feedURL(l *locale.Locale) string { return documentURL(l, FeedName) }

// atomFeed is a feed of new and changed guides (RFC 4287).
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Author  string      `xml:"author>name"`
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

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Lang string `xml:"hreflang,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// FeedFile returns the feed of a locale: every guide that is offered in it, newest first.
func (v *View) FeedFile(l *locale.Locale) *document.Document {
	d := v.writer(l)
	feed := atomFeed{
		Lang: l.Tag, ID: v.absolute(feedURL(l)), Title: d.say("ui.home.news").text(),
		Author: d.say("ui.site.name").text(),
		Links:  []atomLink{{"self", l.Tag, v.absolute(feedURL(l))}, {"alternate", l.Tag, v.absolute(documentURL(l, Home))}},
	}
	var newest time.Time
	for _, p := range v.newestFirst() {
		pub := p.Summary(l)
		if !pub.Reaches(v.Locales.MinCoverage) {
			continue
		}
		if p.Front.Updated.After(newest) {
			newest = p.Front.Updated
		}
		address := v.absolute(documentURL(l, p.Slug))
		feed.Entries = append(feed.Entries, atomEntry{
			ID: address, Title: atomText{pub.Texts[0].Locale.Tag, pub.Texts[0].Text}, Summary: atomText{pub.Texts[1].Locale.Tag, pub.Texts[1].Text},
			Published: p.Front.Published.Format(time.RFC3339), Updated: p.Front.Updated.Format(time.RFC3339), Link: atomLink{Href: address},
		})
	}
	feed.Updated = newest.Format(time.RFC3339)
	doc := document.New("application/atom+xml; charset=utf-8", marshalled(feed))
	doc.Tag, doc.Language, doc.Location = l.Tag, l.Tag, feedURL(l)
	return doc
}

func marshalled(feed atomFeed) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(feed); err != nil {
		panic(err) // texts always marshal
	}
	b.WriteByte('\n')
	return b.Bytes()
}
