package render

import (
	"strconv"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// footnoteMarks is what a document knows of the marks of footnotes that it has shown.
type footnoteMarks struct {
	page  *segment.Page  // nil where marks are left out
	links bool           // marks and footnotes link to each other: the page is shown once
	shown map[string]int // how many marks of each footnote were written
}

func newFootnoteMarks(p *segment.Page, links bool) footnoteMarks {
	return footnoteMarks{page: p, links: links, shown: map[string]int{}}
}

// markID returns the id of the nth mark that points to a footnote. No id of a heading has a dot.
func markID(number, n int) string { return "mark." + strconv.Itoa(number) + "." + strconv.Itoa(n) }

func footnoteID(number int) string { return "note." + strconv.Itoa(number) }

// footnoteMark writes a mark that points to a footnote of the page: its number.
func (d *writer) footnoteMark(label string) {
	if d.marks.page == nil {
		return
	}
	number := d.marks.page.FootnoteNumber(label)
	if number == 0 {
		return
	}
	text := escape(locale.FormatNumber(d.in.Tag, number))
	if d.marks.links {
		d.marks.shown[label]++
		text = "<a" + attr("id", markID(number, d.marks.shown[label])) + attr("href", "#"+footnoteID(number)) + ` role="doc-noteref">` + text + "</a>"
	}
	d.write("<sup>", text, "</sup>")
}

// footnotes writes the footnotes at the end of a page. Each leads back to the marks that point to it.
func (c *blockWriter) footnotes(b *segment.Block) {
	c.write(`<section class="footnotes" role="doc-endnotes">`, "\n<ol")
	if first := b.Children[0].Start; first != 1 {
		c.write(attr("start", strconv.Itoa(first)))
	}
	c.write(">\n")
	for i := range b.Children {
		c.footnote(&b.Children[i])
	}
	c.write("</ol>\n</section>\n")
}

func (c *blockWriter) footnote(b *segment.Block) {
	c.write("<li")
	if c.marks.links {
		c.write(attr("id", footnoteID(b.Start)))
	}
	c.write(">\n")
	c.blocks(b.Children)
	for n := range c.marks.shown[b.Label] {
		c.write("<a", attr("href", "#"+markID(b.Start, n+1)), ` role="doc-backlink">↑</a>`, "\n")
	}
	c.write("</li>\n")
}
