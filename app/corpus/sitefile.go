package corpus

import (
	"fmt"
	"slices"

	"github.com/parlance/parlance/app/segment"
	"github.com/parlance/parlance/app/store"
)

// checkSite lists the faults of site.toml, and of the pages and the image that it names and that are not there: readers do not get those (law 9).
func (c *Corpus) checkSite(r *Reader) {
	f := r.content.files[segment.SiteFile]
	if f == nil {
		return
	}
	c.Faults = append(c.Faults, f.faults...)
	if len(f.faults) > 0 {
		c.unreadable[segment.SiteSlug] = true // no command takes a text that cannot be read for one that is gone
	}
	if c.Site == nil {
		return
	}
	refuse := func(at segment.NamedFile, format string, args ...any) {
		c.Faults = append(c.Faults, &store.Fault{File: f.name, Line: at.Line, Col: at.Col, Msg: fmt.Sprintf(format, args...)})
	}
	site := c.Site.Site
	for _, page := range []segment.NamedFile{site.Privacy, site.Imprint} {
		if page.Name != "" && c.SitePage(page) == nil && !c.unreadable[page.Name] {
			refuse(page, "there is no page %q: write the name of a page of content/, or delete the line", page.Name)
		}
	}
	if logo := site.Logo; logo.Name != "" && (c.Attachments.Data[logo.Name] == nil || !IsImage(logo.Name)) {
		refuse(logo, "there is no image %q: put it into content/, or delete the line", logo.Name)
	}
}

// SitePage returns the page that site.toml names, also by an address that it had before, and nil if it names none that can be served.
func (c *Corpus) SitePage(named segment.NamedFile) *Page {
	slug := named.Name
	if today, ok := c.Aliases[slug]; ok {
		slug = today
	}
	if i := slices.IndexFunc(c.Pages, func(p *Page) bool { return p.Slug == slug }); i >= 0 {
		return c.Pages[i]
	}
	return nil
}
