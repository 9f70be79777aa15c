package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// Render returns the guide as a document.
func (in GuideInputs) Render(buffers *document.Buffers) *document.Document {
	p, pub, l := in.edition.Original, in.edition.Publication(), in.edition.Locale()
	d := &writer{shared: in.shared, strings: in.strings, slugs: in.slugs, wanted: l, in: l, overdue: in.overdue, buffer: buffers.Get()}
	if pub.Untranslated() {
		d.in = d.locales.English()
	}
	f := layout{
		slug:        p.Slug,
		title:       plainText(pub.Texts[0]),
		description: plainText(pub.Texts[1]),
		alternates:  &in.offered,
		indexed:     in.offered.Has(l.Index),
		data:        d.schema(p, pub),
	}
	d.open(f)
	d.write("<main id=\"ui.main\" tabindex=\"-1\">\n")
	d.breadcrumbs(p, f.title)
	d.write("<article>\n")
	d.element("h1", d.text(p, pub, 0))
	d.notices(p, pub)
	d.contents(p, pub)
	c := blockWriter{writer: d, page: p, pub: pub, around: d.in}
	c.blocks(p.Blocks)
	d.write("</article>\n")
	d.aboutSection(p, pub)
	d.printSection(pub, documentURL(l, p.Slug))
	d.write("</main>\n")
	d.neighbours(in.previous, in.next)
	d.close(f)
	doc := d.document()
	buffers.Put(&d.buffer)
	doc.Location, doc.Links, doc.Missing = documentURL(l, p.Slug), d.links, missing(pub)
	return doc
}

// missing counts the segments that readers get in English for lack of a translation.
func missing(pub *corpus.Publication) document.Missing {
	if pub.Locale.Tag == "en" {
		return document.Missing{}
	}
	m := document.Missing{Fallbacks: pub.English}
	for i := range pub.Texts {
		if pub.Texts[i].State == corpus.Outdated && pub.Texts[i].Locale.Tag == "en" {
			m.Outdated++
		}
	}
	return m
}

// plainText returns a text for places where no markup is allowed.
func plainText(t corpus.Text) localizedHTML {
	return localizedHTML{html: escape(t.Text), as: t.Locale}
}

// englishLink writes a link to the page in English.
func (d *writer) englishLink(p *corpus.Original, key string) {
	english := d.locales.English()
	d.link(` hreflang="en"`, documentURL(english, p.Slug), d.say(key))
}

// aboutSection writes when the page was published and how it was translated (R43).
func (d *writer) aboutSection(p *corpus.Original, pub *corpus.Publication) {
	d.write("<section class=\"about\" aria-labelledby=\"ui.about\">\n")
	d.element(`h2 id="ui.about"`, d.say("ui.dates.heading"))
	d.write("<ul>\n")
	d.element("li", d.say("ui.dates.published", d.dateArg("Date", p.Front.Published)))
	d.element("li", d.say("ui.dates.updated", d.dateArg("Date", p.Front.Updated)))
	switch {
	case p.Front.ReviewBy.IsZero():
	case d.overdue:
		d.element("li", d.say("ui.trust.overdue", d.dateArg("Date", p.Front.ReviewBy)))
	default:
		d.element("li", d.say("ui.dates.review", d.dateArg("Date", p.Front.ReviewBy)))
	}
	d.provenance(pub)
	if d.in.Tag != "en" {
		d.write("<li>")
		d.englishLink(p, "ui.trust.english")
		d.write("</li>\n<li>")
		d.link("", sideBySideURL(d.wanted, p.Slug, d.locales.English()), d.say("ui.trust.beside"))
		d.write("</li>\n")
	} else {
		d.sideBySideLinks(p)
	}
	d.write(`<li class="fault">`)
	d.link("", reportURL(d.wanted, p.Slug, ""), d.say("ui.trust.report"))
	d.write("</li>\n</ul>\n</section>\n")
}

// provenance writes who translated and who reviewed.
func (d *writer) provenance(pub *corpus.Publication) {
	if d.in.Tag == "en" {
		d.element("li", d.say("ui.trust.original"))
		return
	}
	if pub.Locale.Drafts == locale.Machine {
		d.element("li", d.say("ui.trust.machine"))
	} else {
		d.element("li", d.say("ui.trust.person"))
	}
	switch {
	case pub.Reviewed == 0:
		d.element("li", d.say("ui.trust.unreviewed"))
	case pub.Machine+pub.Person > 0:
		d.element("li", d.say("ui.trust.partly"))
	default:
		for _, r := range pub.Reviewers {
			d.element("li", d.say("ui.trust.reviewed", nameArg("Name", r.By), d.dateArg("Date", r.At)))
		}
	}
}
