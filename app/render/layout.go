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
	private     bool          // made for one reader, at an address that holds what they wrote: no program is told of it
	guide       bool          // it has the script of readers, and does without the style of other pages
	recordings  bool          // it may play some
	script      markup        // a script of this page alone, as a <script>; "" for none
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
	d.styles(f)
	d.write(`<link rel="icon" type="image/svg+xml"`, attr("href", d.assets.icon), ">\n")
	d.write(`<link rel="apple-touch-icon"`, attr("href", d.assets.touch), ">\n")
	if !d.workbench { // which nobody installs
		d.write(`<link rel="manifest"`, attr("href", d.documentURL(d.wanted, ManifestName)), ">\n")
	}
	d.write(`<meta name="theme-color" content="`, themeColor, `" media="(prefers-color-scheme: light)">`, "\n",
		`<meta name="theme-color" content="`, themeColorDark, `" media="(prefers-color-scheme: dark)">`, "\n")
	if f.guide && !d.workbench { // where nothing is kept on a phone
		d.write("<script defer", attr("src", d.assets.reader), attr("data-worker", d.neutralURL(WorkerName)), attr("data-scope", d.neutralURL("")), "></script>\n")
	}
	d.write(f.script)
	if !f.error && !f.private {
		d.addressLinks(f)
	}
	d.audience.head(d)
	d.write("</head>\n<body>\n")
	d.link(` class="skip"`, "#ui.main", d.say("ui.nav.skip"))
	d.write("\n")
	d.siteHeader(f)
	d.write("<main id=\"ui.main\"", f.main, " tabindex=\"-1\">\n")
}

// styles writes the links to style sheets. What the first view on a phone does without is in files of its own, which a browser asks for last or not at all.
func (d *writer) styles(f layout) {
	sheet := func(attributes markup, url string) {
		d.write(`<link rel="stylesheet"`, attributes, attr("href", url), ">\n")
	}
	sheet("", d.assets.style)
	if !f.guide {
		sheet("", d.assets.pagesStyle)
	}
	if f.recordings {
		sheet("", d.assets.recordingsStyle)
	}
	sheet(` media="(min-width: 48rem)"`, d.assets.wideStyle)
	sheet(` media="print"`, d.assets.paperStyle)
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

// siteHeader writes the name of the site, the language links and the search field.
func (d *writer) siteHeader(f layout) {
	d.write("<header class=\"site\">\n<div class=\"brand\">\n")
	brand := d.siteName()
	d.write(`<a class="name" translate="no"`, attr("href", d.documentURL(d.wanted, Home)), d.langAttrs(brand.as), d.audience.attrs(d, "a", "", brand.of), ">", d.logo(), brand.html, "</a>\n")
	d.element(`span class="tagline"`, d.say("ui.site.tagline"))
	d.write("</div>\n")
	d.languagePicker(f)
	if !d.workbench { // whose policy lets forms go to the workbench alone
		d.searchField()
	}
	d.write("</header>\n")
}

// close writes everything after the main text, and returns the document.
func (d *writer) close(f layout) *document.Document {
	d.write("</main>\n")
	if f.after != nil {
		f.after()
	}
	d.write("<footer class=\"site\">\n")
	d.operator()
	d.element("p", d.say("ui.footer.advice"))
	if !f.error {
		d.linkIn(`p class="feed"`, ` type="application/atom+xml"`, d.feedURL(d.wanted), d.say("ui.nav.feed"))
	}
	d.write("</footer>\n")
	d.audience.foot(d)
	d.write("</body>\n</html>\n")
	return d.document()
}
