package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// side is one of the two locales of a page.
type side struct {
	writer *writer
	blocks *blockWriter
}

// side makes one side of a page: what its locale's readers get, under the language it is in.
func (v *View) side(p *corpus.Page, l *locale.Locale) *side {
	pub := p.Publication(l)
	d := v.writer(l)
	d.overdue = p.Overdue(v.Loaded)
	if pub.Untranslated() {
		d.in = d.locales.English()
	}
	return &side{d, &blockWriter{writer: d, page: p.Original, pub: pub, around: d.in, plain: true}}
}

// cell returns what was written since the last call, as one cell of a pair.
func (x *side) cell() markup {
	html := "<div" + attr("lang", x.writer.in.Tag) + attr("dir", x.writer.in.Dir) + ">\n" + markup(x.writer.buffer.String()) + "</div>\n"
	x.writer.buffer.Reset()
	return html
}

// notices writes what the readers of this side must know.
func (x *side) notices() {
	lines := x.writer.noticeLines(x.blocks.page, x.blocks.pub)
	if len(lines) == 0 {
		return
	}
	x.writer.write("<div class=\"notice\">\n")
	for _, line := range lines {
		x.writer.element("p", line)
	}
	x.writer.write("</div>\n")
}

// SideBySidePage returns one page in two locales, block by block. The layout is in the language of the first.
func (v *View) SideBySidePage(p *corpus.Page, first, second *locale.Locale) *document.Document {
	a, b := v.side(p, first), v.side(p, second)
	d := v.writer(first)
	d.in = a.writer.in
	address := sideBySideURL(first, p.Slug, second)
	f := layout{slug: p.Slug, title: plainText(a.blocks.pub.Texts[0])}
	d.open(f)
	d.write("<main id=\"ui.main\" class=\"beside\" tabindex=\"-1\">\n")
	d.breadcrumbs(p.Original, f.title)
	d.write("<p class=\"single\">")
	d.link("", documentURL(first, p.Slug), d.say("ui.beside.single"))
	d.write("</p>\n<article>\n")
	pair := func(write func(x *side)) {
		write(a)
		write(b)
		d.write("<div class=\"pair\">\n", a.cell(), b.cell(), "</div>\n")
	}
	pair(func(x *side) {
		level := markup("h1")
		if x == b {
			level = "p class=\"title\""
		}
		x.writer.element(level, plainText(x.blocks.pub.Texts[0]))
		x.notices()
	})
	for i := range p.Blocks {
		pairBlock(&p.Blocks[i], pair)
	}
	d.write("</article>\n")
	d.printSection(a.blocks.pub, address)
	d.otherPairLinks(p.Original, first, second)
	d.write("</main>\n")
	d.notes = append(append(d.notes, a.writer.notes...), b.writer.notes...)
	d.close(f)
	doc := d.document()
	doc.Location = address
	return doc
}

// pairBlock aligns a block of the two sides; a list is aligned item by item.
func pairBlock(block *segment.Block, pair func(func(x *side))) {
	if block.Kind != segment.BlockList {
		pair(func(x *side) { x.blocks.block(block) })
		return
	}
	for i := range block.Children {
		single := *block
		single.Children = block.Children[i : i+1]
		single.Start = block.Start + i
		pair(func(x *side) { x.blocks.block(&single) })
	}
}

// otherPairLinks writes the links that show the page beside another language.
func (d *writer) otherPairLinks(p *corpus.Original, first, second *locale.Locale) {
	d.write("<nav class=\"languages pairs\" aria-labelledby=\"ui.pairs\">\n")
	d.element(`h2 id="ui.pairs"`, d.say("ui.beside.languages"))
	d.write("<ul>\n")
	for i := range d.locales.Locales {
		l := &d.locales.Locales[i]
		if l.Index == first.Index {
			continue
		}
		var current markup
		if l.Index == second.Index {
			current = ` aria-current="true"`
		}
		d.write("<li>")
		d.languageLink(l, sideBySideURL(first, p.Slug, l), current)
		d.write("</li>\n")
	}
	d.write("</ul>\n</nav>\n")
}

// sideBySideURL returns the path of a page in two locales.
func sideBySideURL(l *locale.Locale, slug string, second *locale.Locale) string {
	return documentURL(l, slug) + "/beside/" + second.Tag
}

// sideBySideLinks writes, on an English page, the links that show it beside another language.
func (d *writer) sideBySideLinks(p *corpus.Original) {
	d.write("<li>")
	d.element("span", d.say("ui.beside.languages"))
	d.write("<ul class=\"pairs\">\n")
	for i := range d.locales.Locales {
		if l := &d.locales.Locales[i]; l.Index != d.wanted.Index {
			d.write("<li>")
			d.languageLink(l, sideBySideURL(d.wanted, p.Slug, l), "")
			d.write("</li>\n")
		}
	}
	d.write("</ul>\n</li>\n")
}
