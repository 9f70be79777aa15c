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

	recordings *corpus.PageRecordings // nil where none are played
	played     bool                   // one was written
	plain      bool                   // headings carry no id: the page shows the same ones twice
	named      bool                   // names of links refer to [writer.reportName]
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
		c.leaf("p", "", "", b)
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
	c.write("<p", c.partID(b.Segment), ">")
	if b.Segment < 0 {
		c.image(b.Dest, "", "")
	} else {
		text := c.pub.Texts[b.Segment]
		c.image(b.Dest, text.Run.PlainText(), langAttrsIn(text.Locale, c.around)+c.audience.attrs(c.writer, "img", "", origin{slug: c.page.Slug, segment: b.Segment}))
	}
	c.write(c.recording(b.Segment, c.around), "</p>\n")
}

// leaf writes the text of a block's segment in an element of its own, behind what stands before it there.
func (c *blockWriter) leaf(tag, attributes, before markup, b *segment.Block) {
	c.write("<", tag, attributes)
	if b.Segment < 0 {
		c.write("></", tag, ">")
		return
	}
	text := c.pub.Texts[b.Segment]
	if b.Kind != segment.BlockHeading {
		c.write(c.partID(b.Segment))
	}
	c.write(langAttrsIn(text.Locale, c.around))
	if c.page.Segments[b.Segment].NoTranslate {
		c.write(` translate="no"`)
	}
	c.write(c.audience.attrs(c.writer, string(tag), string(attributes), origin{slug: c.page.Slug, segment: b.Segment}), ">", before)
	if id := c.partID(b.Segment); b.Kind == segment.BlockHeading && id != "" {
		c.write("<span", id, ">")
		c.inline(text.Run)
		c.write("</span></", tag, ">")
		return
	}
	c.inline(text.Run)
	if tag != "th" { // whose text is read with every cell
		c.reportLink(b.Segment)
	}
	c.write(c.recording(b.Segment, text.Locale), "</", tag, ">")
}

// heading writes a heading. The <h1> is the title of the page.
func (c *blockWriter) heading(b *segment.Block) {
	var attributes markup
	if id := c.page.Anchor(b.Segment); id != "" && !c.plain {
		attributes = attr("id", id)
	}
	c.leaf(headingTag(b.Level), attributes, "", b)
	c.write("\n")
	c.write(c.recording(b.Segment, c.around)) // beside the heading, so that its name stays what it says
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
		c.leaf("li", "", "", &b.Children[0])
		c.write("\n")
		return
	}
	c.write("<li>")
	c.blocks(b.Children)
	c.write("</li>\n")
}
