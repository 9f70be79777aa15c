package site

import (
	"bytes"
	"html"
	"time"
)

// Sitemap gives sitemap.xml with the hreflang alternates of every document that is offered (R21).
func (s *Snapshot) Sitemap() *Document {
	return s.sitemap.get(func() *Document {
		var b bytes.Buffer
		b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
			"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n")
		var newest time.Time
		for _, p := range s.order {
			if p.Front.Updated.After(newest) {
				newest = p.Front.Updated
			}
		}
		s.mapPage(&b, Home, newest)
		for _, p := range s.order {
			s.mapPage(&b, p.Slug, p.Front.Updated)
		}
		b.WriteString("</urlset>\n")
		return newDocument("application/xml; charset=utf-8", b.Bytes())
	})
}

// mapPage writes every offered document of one page, each with all its alternates.
func (s *Snapshot) mapPage(b *bytes.Buffer, slug string, updated time.Time) {
	offered, _ := s.Publishable(slug)
	var links bytes.Buffer
	link := func(tag, path string) {
		links.WriteString(`    <xhtml:link rel="alternate" hreflang="` + tag + `" href="` + html.EscapeString(s.absolute(path)) + "\"/>\n")
	}
	for i := range s.Locales.Locales {
		if l := &s.Locales.Locales[i]; offered.Has(i) {
			link(l.Tag, s.url(l, slug))
		}
	}
	link("x-default", "/"+slug)
	for i := range s.Locales.Locales {
		if !offered.Has(i) {
			continue
		}
		b.WriteString("  <url>\n    <loc>" + html.EscapeString(s.absolute(s.url(&s.Locales.Locales[i], slug))) + "</loc>\n")
		if !updated.IsZero() {
			b.WriteString("    <lastmod>" + updated.Format(time.DateOnly) + "</lastmod>\n")
		}
		b.Write(links.Bytes())
		b.WriteString("  </url>\n")
	}
}

// Robots gives robots.txt: everything may be read.
func (s *Snapshot) Robots() *Document {
	return s.robots.get(func() *Document {
		return newDocument("text/plain; charset=utf-8", []byte("User-agent: *\nDisallow:\n\nSitemap: "+s.absolute("/sitemap.xml")+"\n"))
	})
}
