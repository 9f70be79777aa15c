package segment

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// walk turns goldmark's tree of a page into its blocks and segments.
type walk struct {
	page     *Page
	report   *report
	text     []byte
	headings [7]string // text of the last heading of each level that is still open
	under    string    // text of the last heading
}

// scope is what a container hands down to the blocks in it.
type scope struct {
	kind  Kind // of a paragraph here
	note  string
	fixed bool
}

// blocks takes the children of a container, and the directives between them.
func (w *walk) blocks(parent ast.Node, in scope) []Block {
	var blocks []Block
	var next directives
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if html, ok := n.(*ast.HTMLBlock); ok {
			w.comment(html, &next)
			continue
		}
		if b, ok := w.block(n, next.scope(in)); ok {
			blocks = append(blocks, b)
		}
		next = directives{}
	}
	if next.given() {
		w.report.add(next.at, "no block follows this comment for it to speak of: put it before the block it means")
	}
	return blocks
}

func (w *walk) block(n ast.Node, in scope) (Block, bool) {
	switch n := n.(type) {
	case *ast.Heading:
		return w.heading(n, in)
	case *ast.Paragraph, *ast.TextBlock:
		return w.paragraph(n, in)
	case *ast.List:
		b := Block{Kind: BlockList, Segment: -1, Ordered: n.IsOrdered(), Start: n.Start, Tight: n.IsTight}
		b.Children = w.blocks(n, in)
		return b, true
	case *ast.ListItem:
		in.kind = KindItem
		return Block{Kind: BlockItem, Segment: -1, Children: w.blocks(n, in)}, true
	case *ast.Blockquote:
		in.kind = KindQuote
		return Block{Kind: BlockQuote, Segment: -1, Children: w.blocks(n, in)}, true
	case *extension.Table:
		return w.table(n, in), true
	case *ast.FencedCodeBlock:
		return Block{Kind: BlockCode, Segment: -1, Literal: w.literal(n), Info: w.info(n)}, true
	case *ast.CodeBlock:
		return Block{Kind: BlockCode, Segment: -1, Literal: w.literal(n)}, true
	case *ast.ThematicBreak:
		return Block{Kind: BlockRule, Segment: -1}, true
	}
	w.report.add(max(n.Pos(), 0), "a page cannot hold a block of this kind (%s)", n.Kind())
	return Block{}, false
}

func (w *walk) info(n *ast.FencedCodeBlock) string {
	if n.Info == nil {
		return ""
	}
	return decode(string(n.Info.Segment.Value(w.text)))
}

func (w *walk) literal(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(w.text))
	}
	return b.String()
}

func (w *walk) heading(n *ast.Heading, in scope) (Block, bool) {
	lines := spans(n.Lines())
	if len(lines) == 0 || lines[0].start == lines[len(lines)-1].end {
		w.report.add(max(n.Pos(), 0), "the heading is empty: give it a text or take its marks away")
		return Block{}, false
	}
	where := placeSetext
	if w.isATX(lines[0].start) {
		where = placeATX
	}
	t, ok := w.leaf(lines, where)
	if !ok {
		return Block{}, false
	}
	var above string
	for _, h := range w.headings[1:n.Level] {
		if h != "" {
			above = h
		}
	}
	s := Segment{Kind: KindHeading, Level: n.Level, Text: t.text, Section: above, Note: in.note, NoTranslate: in.fixed}
	w.under, w.headings[n.Level] = t.text, t.text
	clear(w.headings[n.Level+1:])
	i := w.page.add(s, where, t.at)
	return Block{Kind: BlockHeading, Level: n.Level, Segment: i}, true
}

// isATX tells a heading "# so" from an underlined one: goldmark's tree does not. Only the marks of an ATX heading can stand
// before a heading's text on its line with nothing but spaces between.
func (w *walk) isATX(start int) bool {
	for start > 0 && (w.text[start-1] == ' ' || w.text[start-1] == '\t') {
		start--
	}
	return start > 0 && w.text[start-1] == '#'
}

func (w *walk) paragraph(n ast.Node, in scope) (Block, bool) {
	lines := spans(n.Lines())
	t, ok := w.leaf(lines, placeParagraph)
	if !ok {
		return Block{}, false
	}
	if len(t.run.Children) == 1 && t.run.Children[0].Kind == RunImage {
		return w.image(lines, t, in)
	}
	i := w.page.add(w.segment(in.kind, t.text, in), placeParagraph, t.at)
	return Block{Kind: BlockParagraph, Segment: i}, true
}

func (w *walk) segment(kind Kind, text string, in scope) Segment {
	return Segment{Kind: kind, Text: text, Section: w.under, Note: in.note, NoTranslate: in.fixed}
}

// image takes a paragraph that is nothing but an image: its text is what stands for the image.
func (w *walk) image(lines []span, t leafText, in scope) (Block, bool) {
	img := t.run.Children[0]
	if img.Title != "" {
		w.report.add(t.at.start, "the title of an image is not translated: say it in the text that stands for the image")
		return Block{}, false
	}
	b := Block{Kind: BlockImage, Segment: -1, Dest: img.Dest}
	if t.raw == nil || len(t.raw.Children) != 1 || t.raw.Children[0].Kind != RunImage {
		w.report.add(t.at.start, "write the image on one line")
		return Block{}, false
	}
	label := t.raw.Children[0]
	at := span{sourceOffset(lines, label.Start+2), sourceOffset(lines, label.contentEnd)}
	at.start, at.end = trimSpan(w.text, at.start, at.end)
	text := normalLine(t.rawText[label.Start+2 : label.contentEnd])
	if text != "" {
		b.Segment = w.page.add(w.segment(KindImage, text, in), placeAlt, at)
	}
	return b, true
}

func (w *walk) table(n *extension.Table, in scope) Block {
	b := Block{Kind: BlockTable, Segment: -1}
	if _, glued := n.AttributeString(attrGlued); glued {
		w.report.add(n.Pos(), "the table stands right below a text: put an empty line between them")
	}
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		row := Block{Kind: BlockRow, Segment: -1}
		if r.Kind() == extension.KindTableHeader {
			row.Kind = BlockHeaderRow
		}
		if r.ChildCount() != len(n.Alignments) {
			w.report.add(max(r.Pos(), 0), "the row has %d cells and the table's header %d: give every row the same number", r.ChildCount(), len(n.Alignments))
			continue
		}
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			row.Children = append(row.Children, w.cell(c.(*extension.TableCell), in))
		}
		b.Children = append(b.Children, row)
	}
	return b
}

func (w *walk) cell(n *extension.TableCell, in scope) Block {
	b := Block{Kind: BlockCell, Segment: -1}
	switch n.Alignment {
	case extension.AlignLeft:
		b.Align = AlignLeft
	case extension.AlignCenter:
		b.Align = AlignCenter
	case extension.AlignRight:
		b.Align = AlignRight
	}
	lines := spans(n.Lines())
	if lines[0].start == lines[0].end {
		return b
	}
	where := placeCell
	if n.PreviousSibling() == nil && !w.pipeBefore(lines[0].start) {
		where = placeFirstCell
	}
	if t, ok := w.leaf(lines, where); ok {
		b.Segment = w.page.add(w.segment(KindCell, t.text, in), where, t.at)
	}
	return b
}

// pipeBefore tells whether a "|" stands before an offset with only spaces between.
func (w *walk) pipeBefore(at int) bool {
	for at > 0 && (w.text[at-1] == ' ' || w.text[at-1] == '\t') {
		at--
	}
	return at > 0 && w.text[at-1] == '|'
}

func spans(lines *text.Segments) []span {
	s := make([]span, lines.Len())
	for i := range s {
		line := lines.At(i)
		s[i] = span{line.Start, line.Stop}
	}
	return s
}
