package render

import (
	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/document"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// side returns the writer of one side of a page: what its locale's readers get, under the language it is in.
func (v *View) side(p *corpus.Page, l *locale.Locale) *blockWriter {
	pub := p.Publication(l)
	d := newWriter(v.in(l))
	d.overdue, d.slug, d.marks = p.Overdue(v.Loaded), p.Slug, newFootnoteMarks(p.Page, false)
	if pub.Untranslated() {
		d.in = d.locales.English()
	}
	return &blockWriter{writer: d, page: p.Original, pub: pub, around: d.in, plain: true}
}

// cell returns what was written since the last call, as one cell of a pair.
func (c *blockWriter) cell() markup {
	html := "<div" + attr("lang", c.in.Tag) + attr("dir", c.in.Dir) + ">\n" + markup(c.buffer.String()) + "</div>\n"
	c.buffer.Reset()
	return html
}

// beginSide writes the title, and what the readers of this side must know.
func (c *blockWriter) beginSide(title markup) {
	c.element(title, plainText(c.pub.Texts[0]))
	n := c.noticeLines(c.page, c.pub)
	if n.empty() {
		return
	}
	c.write("<div class=\"notice\" role=\"note\">\n")
	for _, line := range append(n.seen, n.more...) {
		c.element("p", line)
	}
	c.write("</div>\n")
}

// SideBySidePage returns one page in two locales, block by block. The layout is in the language of the first.
func (v *View) SideBySidePage(p *corpus.Page, first, second *locale.Locale) *document.Document {
	a, b := v.side(p, first), v.side(p, second)
	d := newWriter(v.in(first))
	d.in = a.in
	address := d.sideBySideURL(first, p.Slug, second)
	f := layout{slug: p.Slug, title: plainText(a.pub.Texts[0]), main: ` class="beside"`}
	d.open(f)
	d.breadcrumbs(p.Original, f.title)
	d.linkIn(`p class="single"`, "", d.documentURL(first, p.Slug), d.say("ui.beside.single"))
	if a.pub.Machine == 0 { // otherwise the notice of its side says so
		d.machineNote(drafts{checked: a.pub.Reviewed > 0})
	}
	d.write("<article>\n")
	a.beginSide("h1")
	b.beginSide(`p class="title"`)
	d.pair(a, b)
	for i := range p.Blocks {
		for _, block := range rows(&p.Blocks[i]) {
			a.block(&block)
			b.block(&block)
			d.pair(a, b)
		}
	}
	a.release()
	b.release()
	d.write("</article>\n")
	d.printSection(a.pub, address)
	d.beginLabelled(`nav class="languages pairs"`, "h2", "ui.pairs", "ui.beside.languages", "")
	d.languageList("ul", first, second, func(l *locale.Locale) string { return d.sideBySideURL(first, p.Slug, l) })
	d.write("</nav>\n")
	d.notes = append(append(d.notes, a.notes...), b.notes...)
	doc := d.close(f)
	doc.Location = address
	return doc
}

// pair writes what was written of both sides.
func (d *writer) pair(a, b *blockWriter) {
	d.write("<div class=\"pair\">\n", a.cell(), b.cell(), "</div>\n")
}

// rows returns the parts of a block that stand beside each other: a list is aligned item by item, and footnotes one by one.
func rows(block *segment.Block) []segment.Block {
	if block.Kind != segment.BlockList && block.Kind != segment.BlockFootnotes {
		return []segment.Block{*block}
	}
	items := make([]segment.Block, len(block.Children))
	for i := range items {
		items[i] = *block
		items[i].Children, items[i].Start = block.Children[i:i+1], block.Start+i
	}
	return items
}

// sideBySideURL returns the path of a page in two locales.
func (s shared) sideBySideURL(l *locale.Locale, slug string, second *locale.Locale) string {
	return s.readersURL(l, slug) + "/beside/" + second.Tag
}
