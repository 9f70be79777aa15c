package render

import (
	"bytes"
	"encoding/xml"
	"time"

	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/internal/parallel"
)

// The bounds of a sitemap (sitemaps.org: 50,000 addresses, 50 MB). Beyond the first it leaves out the alternates, which every document
// names too (R21); beyond the second it lists the English pages alone, which link to all others (R22).
const (
	maxAlternates = 100_000
	maxAddresses  = 50_000
)

// SitemapFile returns sitemap.xml: every document that is offered with its hreflang alternates (R21), as far as it has room.
func (v *View) SitemapFile() *document.Document {
	parallel.Do(len(v.Pages), func(i int) { v.Pages[i].Offered() })
	addresses, alternates := 0, 0
	for _, p := range v.Pages {
		n := p.Offered().Len()
		addresses, alternates = addresses+n, alternates+n*(n+1)
	}
	x := sitemapWriter{view: v, alternates: alternates <= maxAlternates, english: addresses+2*len(v.Locales.Locales) > maxAddresses}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	var newest time.Time
	for _, p := range v.Pages {
		if p.Front.Updated.After(newest) {
			newest = p.Front.Updated
		}
	}
	x.page(&b, Home, newest)
	x.page(&b, Languages, time.Time{})
	for _, p := range v.Pages[:min(len(v.Pages), maxAddresses-2*len(v.Locales.Locales))] {
		x.page(&b, p.Slug, p.Front.Updated)
	}
	b.WriteString("</urlset>\n")
	return document.New("application/xml; charset=utf-8", b.Bytes())
}

// sitemapWriter writes a sitemap as far as it has room.
type sitemapWriter struct {
	view                *View
	alternates, english bool
}

// page writes the offered documents of one page, each with all its alternates.
func (x sitemapWriter) page(b *bytes.Buffer, slug string, updated time.Time) {
	s := x.view
	offered, _ := s.Publishable(slug)
	var links bytes.Buffer
	link := func(tag, path string) {
		links.WriteString(string(`    <xhtml:link rel="alternate"` + attr("hreflang", tag) + attr("href", s.absolute(path)) + "/>\n"))
	}
	if x.alternates {
		for _, l := range s.Locales.Locales {
			if offered.Has(l.Index) {
				link(l.Tag, s.documentURL(&l, slug))
			}
		}
		link("x-default", s.neutralURL(slug))
	}
	for _, l := range s.Locales.Locales {
		if !offered.Has(l.Index) || x.english && l.Tag != "en" {
			continue
		}
		b.WriteString(string("  <url>\n    <loc>" + escape(s.absolute(s.documentURL(&l, slug))) + "</loc>\n"))
		if !updated.IsZero() {
			b.WriteString("    <lastmod>" + updated.Format(time.DateOnly) + "</lastmod>\n")
		}
		b.Write(links.Bytes())
		b.WriteString("  </url>\n")
	}
}

// RobotsFile returns robots.txt: everything may be read.
func (v *View) RobotsFile() *document.Document {
	return document.New("text/plain; charset=utf-8", []byte("User-agent: *\nDisallow:\n\nSitemap: "+v.absolute(v.neutralURL("sitemap.xml"))+"\n"))
}
