package render

import (
	"net/url"
	"strings"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// operator writes who stands behind the site, how to reach them, and which numbers to call in an emergency (R55). What is not known has no line.
func (d *writer) operator() {
	site, ok := d.site.site()
	if !ok {
		return
	}
	if name, ok := d.operatorName(); ok {
		d.element(`p class="operator"`, d.say("ui.site.operator", name))
	}
	if text, ok := d.siteText(func(s *segment.Site) int { return s.Description }); ok {
		d.element("p", text)
	}
	d.contact(site)
	d.emergencyNumbers(site.Emergency)
	d.legalLinks()
}

// logo returns the image of whoever stands behind the site, "" if there is none. The name beside it says the same in words.
func (d *writer) logo() markup {
	site, ok := d.site.site()
	if !ok {
		return ""
	}
	image, ok := d.assets.attached[site.Logo.Name]
	if !ok || !corpus.IsImage(site.Logo.Name) {
		return ""
	}
	return `<img class="logo" alt=""` + attr("src", image.url) + image.sizeAttrs() + "> "
}

// contact writes how to reach whoever stands behind the site.
func (d *writer) contact(site *segment.Site) {
	if !d.hasContact(site) {
		return
	}
	d.beginLabelled(`section class="contact"`, "h2", "ui.contact", "ui.site.contact", "<ul>\n")
	d.contactLines(site)
	d.write("</ul>\n</section>\n")
}

func (d *writer) hasContact(site *segment.Site) bool {
	_, ok := d.site.text(d.in, site.Address)
	return ok || site.Mail != "" || site.Telephone != ""
}

func (d *writer) contactLines(site *segment.Site) {
	if site.Mail != "" {
		d.contactLine("ui.site.mail", addressLink("mailto:"+url.PathEscape(site.Mail), site.Mail))
	}
	if site.Telephone != "" {
		d.contactLine("ui.site.telephone", telephoneLink(site.Telephone))
	}
	if address, ok := d.site.text(d.in, site.Address); ok {
		d.contactLine("ui.site.address", "<bdi"+langOf(address.as)+d.audience.attrs(d, "bdi", "", address.of)+">"+address.html+"</bdi>")
	}
}

func (d *writer) contactLine(label string, value markup) {
	d.write("<li>\n")
	d.element("span", d.say(label))
	d.write(value, "</li>\n")
}

// addressLink returns a link to something that is written from left to right in every language, isolated from the text around it (R28).
func addressLink(href, text string) markup {
	return "<a" + attr("href", href) + `><bdi dir="ltr" translate="no">` + escape(text) + "</bdi></a>"
}

// telephoneLink returns a link to a telephone number, which no line breaks.
func telephoneLink(number string) markup {
	return addressLink(segment.Telephone(number), strings.NewReplacer(" ", "\u00A0", "-", "\u2011").Replace(number))
}

// emergencyNumbers writes which numbers to call in which country, each with the official page that names it.
func (d *writer) emergencyNumbers(list []segment.Emergency) {
	if len(list) == 0 {
		return
	}
	d.beginLabelled(`section class="emergency"`, "h2", "ui.emergency", "ui.site.emergency", "<dl>\n")
	before := ""
	for _, e := range list {
		if e.Country != before {
			d.element("dt", d.countryName(e.Country))
			before = e.Country
		}
		d.write("<dd>", telephoneLink(e.Number), "\n")
		if service, ok := d.site.text(d.in, e.Service); ok {
			d.element("span", service)
		}
		if source, err := url.Parse(e.Source); err == nil {
			d.write("<a rel=\"external\"", attr("href", e.Source), `><bdi dir="ltr" translate="no">`, escape(source.Hostname()), "</bdi></a>")
		}
		d.write("</dd>\n")
	}
	d.write("</dl>\n</section>\n")
}

// countryName returns the name of a country in the language of the document, or else in English.
func (d *writer) countryName(code string) localizedHTML {
	english := d.locales.English()
	for _, l := range []*locale.Locale{d.in, english} {
		if name, ok := locale.CountryName(l.Tag, code); ok {
			return localizedHTML{html: escape(name), as: l}
		}
	}
	return localizedHTML{html: escape(code), as: english}
}

// legalLinks writes the links to the pages about privacy and about who is liable, by their own titles.
func (d *writer) legalLinks() {
	links := []guideLink{d.site.privacy, d.site.imprint}
	if links[0] == (guideLink{}) && links[1] == (guideLink{}) {
		return
	}
	d.write("<ul class=\"legal\">\n")
	for _, to := range links {
		if to != (guideLink{}) {
			d.linkIn("li", "", d.documentURL(d.wanted, to.slug), d.text(to.title, origin{slug: to.slug}))
		}
	}
	d.write("</ul>\n")
}
