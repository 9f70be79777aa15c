package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// contentsFrom is how many sections make a page long enough for a list of contents.
const contentsFrom = 4

// Render returns the guide as a document.
func (in GuideInputs) Render(buffers *document.Buffers) *document.Document {
	p, pub, l := in.edition.Original(), in.edition.Publication(), in.edition.Locale()
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

// notices writes what the reader must know before the main text, in the language of the reader.
func (d *writer) notices(p *corpus.Original, pub *corpus.Publication) {
	lines := d.noticeLines(p, pub)
	if len(lines) == 0 {
		return
	}
	d.write("<section class=\"notice\" aria-labelledby=\"ui.notice\">\n")
	d.element(`h2 class="aside" id="ui.notice"`, d.say("ui.notice.heading"))
	for _, line := range lines {
		d.element("p", line)
	}
	if !pub.Untranslated() && pub.Locale.Tag != "en" {
		d.write("<p>")
		d.englishLink(p, "ui.notice.english")
		d.write("</p>\n")
	}
	d.write("</section>\n")
}

// noticeLines returns what the reader must know: parts in English, drafts, a review that is overdue.
func (d *writer) noticeLines(p *corpus.Original, pub *corpus.Publication) (lines []localizedHTML) {
	if pub.Untranslated() {
		lines = append(lines, d.sayIn(d.wanted, "ui.notice.untranslated"))
	} else if pub.English > 0 {
		lines = append(lines, d.count("ui.notice.parts", pub.English))
	}
	if pub.Held > 0 {
		lines = append(lines, d.sayIn(d.wanted, "ui.notice.critical"))
	}
	lines = append(lines, d.warnings(pub)...)
	if d.overdue {
		lines = append(lines, d.say("ui.notice.overdue", d.dateArg("Date", p.Front.ReviewBy)))
	}
	return lines
}

// warnings returns what tells readers that nobody qualified has checked the drafts (R42).
func (d *writer) warnings(pub *corpus.Publication) []localizedHTML {
	var lines []localizedHTML
	for _, w := range []struct {
		drafts int
		key    string
	}{{pub.Machine, "ui.notice.machine"}, {pub.Person, "ui.notice.person"}} {
		switch {
		case w.drafts == 0:
		case pub.Reviewed > 0:
			lines = append(lines, d.say(w.key+"-some"))
		default:
			lines = append(lines, d.say(w.key))
		}
	}
	return lines
}

// englishLink writes a link to the page in English.
func (d *writer) englishLink(p *corpus.Original, key string) {
	english := d.locales.English()
	d.link(` hreflang="en"`, documentURL(english, p.Slug), d.say(key))
}

// contents writes the list of a long page's sections.
func (d *writer) contents(p *corpus.Original, pub *corpus.Publication) {
	var sections []int
	for i, seg := range p.Segments {
		if seg.Kind == segment.KindHeading && seg.Level <= 2 && p.Anchor(i) != "" {
			sections = append(sections, i)
		}
	}
	if len(sections) < contentsFrom {
		return
	}
	d.write("<nav class=\"contents\" aria-labelledby=\"ui.contents\">\n")
	d.element(`h2 id="ui.contents"`, d.say("ui.nav.contents"))
	d.write("<ol>\n")
	for _, i := range sections {
		t := pub.Texts[i]
		d.write("<li", d.langAttrs(t.Locale), "><a", attr("href", "#"+p.Anchor(i)), ">", escapeKept(d.kept, t.Run.PlainText()), "</a></li>\n")
	}
	d.write("</ol>\n</nav>\n")
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

// neighbours writes the links to the guides before and after this one.
func (d *writer) neighbours(previous, next guideLink) {
	d.write("<nav class=\"guides\" aria-labelledby=\"ui.guides\">\n")
	d.element(`h2 class="aside" id="ui.guides"`, d.say("ui.nav.guides"))
	d.write("<ul>\n")
	d.neighbour("previous", "prev", "ui.nav.previous", previous)
	d.neighbour("next", "next", "ui.nav.next", next)
	d.write(`<li class="all">`)
	d.link("", documentURL(d.wanted, Home), d.say("ui.nav.all"))
	d.write("</li>\n</ul>\n</nav>\n")
}

func (d *writer) neighbour(class, rel markup, key string, to guideLink) {
	if to == (guideLink{}) {
		return
	}
	d.write(`<li class="`, class, `"><a rel="`, rel, `"`, attr("href", documentURL(d.wanted, to.slug)), ">\n")
	d.element(`span class="label"`, d.say(key))
	d.element(`span class="title"`, localizedHTML{escapeKept(d.kept, to.title.text), to.title.locale, origin{slug: to.slug}})
	d.write("</a></li>\n")
}
