package render

import (
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// layout is what surrounds the main text of every document.
type layout struct {
	slug        string
	title       localizedHTML
	description localizedHTML // html "" if there is none
	offered     locale.Set    // locales in which search engines may list the page
	error       bool          // the page of a problem: it has no address of its own
	data        markup        // description of the page for programs, as a <script> that holds data; "" for none
	main        markup        // further attributes of <main>
	after       func()        // writes what stands between <main> and the footer; nil for nothing
}

// open writes everything up to the main text.
func (d *writer) open(f layout) {
	d.write("<!DOCTYPE html>\n<html", attr("lang", d.in.Tag), attr("dir", d.in.Dir), ">\n<head>\n",
		"<meta charset=\"utf-8\">\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<meta name=\"color-scheme\" content=\"light dark\">\n")
	d.element("title", f.title)
	if f.description.html != "" {
		d.write(`<meta name="description" content="`, f.description.html, `"`, d.langAttrs(f.description.as), ">\n")
	}
	if !f.offered.Has(d.wanted.Index) {
		d.write("<meta name=\"robots\" content=\"noindex\">\n")
	}
	d.write(`<link rel="stylesheet"`, attr("href", d.assets.style), ">\n",
		`<link rel="icon" type="image/svg+xml"`, attr("href", d.assets.icon), ">\n")
	if !f.error {
		d.addressLinks(f)
	}
	d.audience.head(d)
	d.write("</head>\n<body>\n")
	d.link(` class="skip"`, "#ui.main", d.say("ui.nav.skip"))
	d.write("\n")
	d.siteHeader(f)
	d.write("<main id=\"ui.main\"", f.main, " tabindex=\"-1\">\n")
}

// addressLinks writes the document's own address and those of its alternates (R21).
func (d *writer) addressLinks(f layout) {
	d.write(`<link rel="canonical"`, attr("href", d.absolute(d.documentURL(d.wanted, f.slug))), ">\n")
	if !f.offered.Has(d.wanted.Index) {
		return
	}
	for _, l := range d.locales.Locales {
		if f.offered.Has(l.Index) {
			d.write(`<link rel="alternate" hreflang="`, escape(l.Tag), `" href="`, escape(d.absolute(d.documentURL(&l, f.slug))), "\">\n")
		}
	}
	d.write(`<link rel="alternate" type="application/atom+xml"`, attr("href", d.feedURL(d.wanted)), ">\n")
	d.openGraph(f)
	d.write(f.data)
	d.write(`<link rel="alternate" hreflang="x-default"`, attr("href", d.absolute(d.neutralURL(f.slug))), ">\n")
}

// siteHeader writes the name of the site and the language links.
func (d *writer) siteHeader(f layout) {
	d.write("<header class=\"site\">\n<div class=\"brand\">\n")
	brand := d.say("ui.site.name")
	d.write(`<a class="name" translate="no"`, attr("href", d.documentURL(d.wanted, Home)), d.langAttrs(brand.as), ">", brand.html, "</a>\n")
	d.element(`span class="tagline"`, d.say("ui.site.tagline"))
	d.write("</div>\n")
	d.beginLabelled(`nav class="languages"`, `h2 class="aside"`, "ui.languages", "ui.nav.languages", "")
	current := d.wanted
	if f.error {
		current = nil
	}
	d.languageList("ul", nil, current, func(l *locale.Locale) string { return d.documentURL(l, f.slug) + "?remember" })
	d.write("</nav>\n</header>\n")
}

// close writes everything after the main text, and returns the document.
func (d *writer) close(f layout) *document.Document {
	d.write("</main>\n")
	if f.after != nil {
		f.after()
	}
	d.write("<footer class=\"site\">\n")
	d.element("p", d.say("ui.footer.advice"))
	if !f.error {
		d.linkIn(`p class="feed"`, ` type="application/atom+xml"`, d.feedURL(d.wanted), d.say("ui.nav.feed"))
	}
	d.write("</footer>\n")
	d.audience.foot(d)
	d.write("</body>\n</html>\n")
	return d.document()
}
