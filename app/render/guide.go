package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
)

// Render returns the guide as a document.
func (in GuideInputs) Render() *document.Document {
	p, pub := in.edition.Original, in.edition.Publication()
	d := newWriter(in.localeInputs)
	d.overdue, d.slug, d.marks = in.overdue, p.Slug, newFootnoteMarks(p.Page, true)
	if pub.Untranslated() {
		d.in = d.locales.English()
	}
	f := layout{
		guide: true, recordings: in.recordings != nil,
		slug: p.Slug, title: plainText(pub.Texts[0]), description: plainText(pub.Texts[1]), offered: in.offered, data: d.schema(p, pub),
		after: func() { d.neighbours(in.previous, in.next) },
	}
	d.open(f)
	d.breadcrumbs(p, f.title)
	d.write("<article>\n")
	c := blockWriter{writer: d, page: p, pub: pub, around: d.in, recordings: in.recordings}
	d.element("h1"+partID(p, 0), d.text(localized(pub.Texts[0]), origin{slug: p.Slug}))
	c.write(c.recording(0, d.in))
	d.byline(p)
	c.keyMessage()
	d.notices(p, pub)
	d.readerTools(p, pub)
	first := firstSection(p)
	c.blocks(p.Blocks[:first])
	d.contents(p, pub)
	c.blocks(p.Blocks[first:])
	if c.named {
		d.reportName()
	}
	c.recordingLabel()
	d.write("</article>\n")
	d.sources(p)
	d.aboutSection(p, pub)
	address := d.documentURL(d.wanted, p.Slug)
	d.printSection(pub, address)
	doc := d.close(f)
	doc.Location, doc.Links, doc.Missing = address, d.links, missing(pub)
	return doc
}

// keyMessage writes what tells readers first what matters: the summary, or else the description. A link to the description leads here too.
func (c *blockWriter) keyMessage() {
	i := c.page.KeyMessage()
	text := c.text(localized(c.pub.Texts[i]), origin{slug: c.page.Slug, segment: i})
	if i != 1 {
		text.html = "<span" + partID(c.page, 1) + ">" + text.html + "</span>"
	}
	text.html += c.recording(i, text.as)
	c.element(`p class="message"`+partID(c.page, i), text)
}

// missing counts the segments that readers get in English for lack of a translation.
func missing(pub *corpus.Publication) document.Missing {
	m := document.Missing{Fallbacks: pub.English}
	for _, t := range pub.Texts {
		if t.State == corpus.Outdated && t.Locale.Tag == "en" {
			m.Outdated++
		}
	}
	return m
}

// plainText returns a text for places where no markup is allowed.
func plainText(t corpus.Text) localizedHTML { return localizedHTML{html: escape(t.Text), as: t.Locale} }

// aboutSection writes when the page was published and how it was translated (R43).
func (d *writer) aboutSection(p *corpus.Original, pub *corpus.Publication) {
	d.beginLabelled(`section class="about"`, "h2", "ui.about", "ui.dates.heading", "<ul>\n")
	d.element("li", d.say("ui.dates.published", d.dateArg(p.Front.Published)))
	d.element("li", d.say("ui.dates.updated", d.dateArg(p.Front.Updated)))
	if review := p.Front.ReviewBy; d.overdue {
		d.element("li", d.say("ui.trust.overdue", d.dateArg(review)))
	} else if !review.IsZero() {
		d.element("li", d.say("ui.dates.review", d.dateArg(review)))
	}
	d.provenance(pub)
	if d.in.Tag != "en" {
		english := d.locales.English()
		d.linkIn("li", ` hreflang="en"`, d.readersURL(english, p.Slug), d.say("ui.trust.english"))
		d.linkIn("li", "", d.sideBySideURL(d.wanted, p.Slug, english), d.say("ui.trust.beside"))
	} else {
		d.write("<li>")
		d.element("span", d.say("ui.beside.languages"))
		d.languageList(`ul class="pairs"`, d.wanted, nil, func(l *locale.Locale) string { return d.sideBySideURL(d.wanted, p.Slug, l) })
		d.write("</li>\n")
	}
	d.linkIn(`li class="fault"`, "", d.readersURL(d.wanted, reportSlug(p.Slug, "")), d.say("ui.trust.report"))
	d.write("</ul>\n</section>\n")
}

// provenance writes who translated and who reviewed.
func (d *writer) provenance(pub *corpus.Publication) {
	if d.in.Tag == "en" {
		d.element("li", d.say("ui.trust.original"))
		return
	}
	drafts := "ui.trust.person"
	if pub.Locale.Drafts == locale.Machine || pub.Machine > 0 {
		drafts = "ui.trust.machine"
	}
	d.element("li", d.say(drafts))
	switch {
	case pub.Reviewed == 0:
		d.element("li", d.say("ui.trust.unreviewed"))
	case pub.Machine+pub.Person > 0:
		d.element("li", d.say("ui.trust.partly"))
	default:
		for _, r := range pub.Reviewers {
			name := arg{"Name", `<bdi translate="no">` + escape(r.By) + "</bdi>"} // isolated from the direction of the text around it (R28)
			d.element("li", d.say("ui.trust.reviewed", name, d.dateArg(r.At)))
		}
	}
}
