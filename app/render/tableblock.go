package render

import "github.com/parlance/parlance/app/segment"

// table writes a table, whose first row is that of the headings. On a narrow screen its rows are stacked, and the heading of its
// column stands above each cell, for the ears of those too whose browser forgets then that it is a table.
func (c *blockWriter) table(b *segment.Block) {
	head := &b.Children[0]
	c.write("<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n")
	c.row(head, nil)
	c.write("</thead>\n")
	if body := b.Children[1:]; len(body) > 0 {
		c.write("<tbody>\n")
		for i := range body {
			c.row(&body[i], head.Children)
		}
		c.write("</tbody>\n")
	}
	c.write("</table>\n</div>\n")
}

var alignClasses = map[string]markup{"left": "start", "center": "center", "right": "end"}

// row writes a row; the first cell of a row of the body is its heading. heads are the headings of the columns, nil in their own row.
func (c *blockWriter) row(row *segment.Block, heads []segment.Block) {
	c.write(`<tr>`)
	for i := range row.Children {
		cell := &row.Children[i]
		align := alignClasses[cell.Align]
		if align != "" {
			align = ` class="` + align + `"`
		}
		var label markup
		if i < len(heads) {
			label = c.columnLabel(&heads[i], cell)
		}
		switch {
		case row.Kind == segment.BlockHeaderRow && cell.Segment >= 0:
			c.leaf("th", ` scope="col"`+align, label, cell)
		case i == 0 && cell.Segment >= 0:
			c.leaf("th", ` scope="row"`+align, label, cell)
		default:
			c.leaf("td", align, label, cell)
		}
	}
	c.write("</tr>\n")
}

// columnLabel returns the heading of a cell's column, which is seen where rows are stacked, in the language that it is in.
func (c *blockWriter) columnLabel(head, cell *segment.Block) markup {
	if head.Segment < 0 || cell.Segment < 0 {
		return ""
	}
	text := c.pub.Texts[head.Segment]
	return `<span class="label"` + langAttrsIn(text.Locale, c.pub.Texts[cell.Segment].Locale) + ">" + c.plainTextOf(text) + "</span>"
}
