package render

import (
	"strconv"

	"github.com/parlance/parlance/app/corpus"
	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/segment"
)

// blockWriter writes the blocks of a page in one publication. around is the language of the element it stands in.
type blockWriter struct {
	*writer
	page   *corpus.Original
	pub    *corpus.Publication
	around *locale.Locale
	plain  bool // headings carry no id: the page shows the same ones twice
}

func (c *blockWriter) blocks(blocks []segment.Block) {
	for i := range blocks {
		c.block(&blocks[i])
	}
}

func (c *blockWriter) block(b *segment.Block) {
	switch b.Kind {
	case segment.BlockHeading:
		c.heading(b)
	case segment.BlockParagraph:
		c.leaf("p", "", b)
		c.write("\n")
	case segment.BlockList:
		c.list(b)
	case segment.BlockQuote:
		c.write("<blockquote>\n")
		c.blocks(b.Children)
		c.write("</blockquote>\n")
	case segment.BlockTable:
		c.table(b)
	case segment.BlockCode:
		c.write(`<pre tabindex="0" dir="ltr" translate="no"><code>`, escape(b.Literal), "</code></pre>\n")
	case segment.BlockRule:
		c.write("<hr>\n")
	case segment.BlockImage:
		c.picture(b)
	case segment.BlockFootnotes:
		c.footnotes(b)
	}
}

// picture writes an image that is a paragraph of its own. One without a text is decorative.
func (c *blockWriter) picture(b *segment.Block) {
	c.write("<p>")
	if b.Segment < 0 {
		c.image(b.Dest, "", "")
	} else {
		text := c.pub.Texts[b.Segment]
		c.image(b.Dest, text.Run.PlainText(), langAttrsIn(text.Locale, c.around)+c.audience.attrs(c.writer, "img", "", origin{slug: c.page.Slug, segment: b.Segment}))
	}
	c.write("</p>\n")
}

// leaf writes the text of a block's segment in an element of its own.
func (c *blockWriter) leaf(tag, attributes markup, b *segment.Block) {
	c.write("<", tag, attributes)
	if b.Segment < 0 {
		c.write("></", tag, ">")
		return
	}
	text := c.pub.Texts[b.Segment]
	c.write(langAttrsIn(text.Locale, c.around))
	if c.page.Segments[b.Segment].NoTranslate {
		c.write(` translate="no"`)
	}
	c.write(c.audience.attrs(c.writer, string(tag), string(attributes), origin{slug: c.page.Slug, segment: b.Segment}), ">")
	c.inline(text.Run)
	c.write("</", tag, ">")
}

// heading writes a heading. The <h1> is the title of the page.
func (c *blockWriter) heading(b *segment.Block) {
	var attributes markup
	if id := c.page.Anchor(b.Segment); id != "" && !c.plain {
		attributes = attr("id", id)
	}
	c.leaf(headingTag(b.Level), attributes, b)
	c.write("\n")
}

func headingTag(level int) markup {
	return [...]markup{"h2", "h3", "h4", "h5", "h6"}[min(max(level, 2), 6)-2]
}

func (c *blockWriter) list(b *segment.Block) {
	tag, attributes := markup("ul"), markup("")
	if b.Ordered {
		tag = "ol"
		if b.Start != 1 {
			attributes = attr("start", strconv.Itoa(b.Start))
		}
	}
	c.write("<", tag, attributes, ">\n")
	for i := range b.Children {
		c.item(&b.Children[i], b.Tight)
	}
	c.write("</", tag, ">\n")
}

// item writes a list item. An item that is one text carries the language itself, so that its mark stands on the right side.
func (c *blockWriter) item(b *segment.Block, tight bool) {
	if tight && len(b.Children) == 1 && b.Children[0].Kind == segment.BlockParagraph {
		c.leaf("li", "", &b.Children[0])
		c.write("\n")
		return
	}
	c.write("<li>")
	c.blocks(b.Children)
	c.write("</li>\n")
}

// table writes a table, whose first row is that of the headings.
func (c *blockWriter) table(b *segment.Block) {
	c.write("<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n")
	c.row(&b.Children[0])
	c.write("</thead>\n")
	if body := b.Children[1:]; len(body) > 0 {
		c.write("<tbody>\n")
		for i := range body {
			c.row(&body[i])
		}
		c.write("</tbody>\n")
	}
	c.write("</table>\n</div>\n")
}

var alignClasses = map[string]markup{"left": "start", "center": "center", "right": "end"}

// row writes a row; the first cell of a row of the body is its heading.
func (c *blockWriter) row(row *segment.Block) {
	c.write("<tr>")
	for i := range row.Children {
		cell := &row.Children[i]
		align := alignClasses[cell.Align]
		if align != "" {
			align = ` class="` + align + `"`
		}
		switch {
		case row.Kind == segment.BlockHeaderRow && cell.Segment >= 0:
			c.leaf("th", ` scope="col"`+align, cell)
		case i == 0 && cell.Segment >= 0:
			c.leaf("th", ` scope="row"`+align, cell)
		default:
			c.leaf("td", align, cell)
		}
	}
	c.write("</tr>\n")
}
