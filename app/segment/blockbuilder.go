package segment

import (
	"bytes"
	"cmp"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
)

// blockBuilder turns goldmark's tree of a page into the page's blocks and segments.
type blockBuilder struct {
	page     *Page
	faults   *faultCollector
	text     []byte
	headings [7]string // text of the last heading of each level that is still open
	section  string    // text of the heading that a segment is under

	definitions []parser.Reference // of links
	footnotes   []footnote
	marks       []placed // of footnotes

	counted, line int // up to which offset lines were counted, and how many there were
}

// scope is what a container passes on to the blocks in it.
type scope struct {
	kind        Kind // of a paragraph here
	note        string
	noTranslate bool
}

// blocks builds the children of a container, and reads the directives between them.
func (b *blockBuilder) blocks(parent ast.Node, in scope) []Block {
	var blocks []Block
	var before directives
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if html, ok := n.(*ast.HTMLBlock); ok {
			b.htmlBlock(html, &before)
			continue
		}
		if n.Kind() == ast.KindLinkReferenceDefinition { // the links that refer to it are written out where they stand
			continue
		}
		if block, ok := b.block(n, before.scope(in)); ok {
			blocks = append(blocks, block)
		}
		before = directives{}
	}
	if before != (directives{}) {
		b.faults.add(before.offset, "no block follows this comment for it to speak of: put it before the block it means")
	}
	return blocks
}

// block builds one block. It returns false after a fault.
func (b *blockBuilder) block(n ast.Node, in scope) (Block, bool) {
	switch n := n.(type) {
	case *ast.Heading:
		return b.heading(n, in)
	case *ast.Paragraph, *ast.TextBlock:
		return b.paragraph(n, in)
	case *ast.List:
		children := b.blocks(n, in)
		return Block{Kind: BlockList, Segment: -1, Ordered: n.IsOrdered(), Start: n.Start, Tight: n.IsTight, Children: children}, true
	case *ast.ListItem:
		in.kind = KindItem
		return Block{Kind: BlockItem, Segment: -1, Children: b.blocks(n, in)}, true
	case *ast.Blockquote:
		in.kind = KindQuote
		return Block{Kind: BlockQuote, Segment: -1, Children: b.blocks(n, in)}, true
	case *extension.Table:
		return b.table(n, in), true
	case *extension.Footnote:
		b.footnote(n, in)
		return Block{}, false
	case *ast.FencedCodeBlock:
		return Block{Kind: BlockCode, Segment: -1, Literal: b.literal(n)}, b.checkFence(n)
	case *ast.CodeBlock:
		return Block{Kind: BlockCode, Segment: -1, Literal: b.literal(n)}, true
	case *ast.ThematicBreak:
		return Block{Kind: BlockRule, Segment: -1}, true
	}
	b.faults.add(max(n.Pos(), 0), "a page cannot hold a block of this kind (%s)", n.Kind())
	return Block{}, false
}

func (b *blockBuilder) literal(n ast.Node) string { return string(n.Lines().Value(b.text)) }

func (b *blockBuilder) heading(n *ast.Heading, in scope) (Block, bool) {
	lines := spansOf(n.Lines())
	if len(lines) == 0 || lines[0].start == lines[len(lines)-1].end {
		b.faults.add(max(n.Pos(), 0), "the heading is empty: give it a text or take its marks away")
		return Block{}, false
	}
	parse := Inline // Goldmark's tree does not tell underlined headings, whose lines begin a paragraph, from "# ATX" headings.
	if bytes.HasSuffix(bytes.TrimRight(b.text[:lines[0].start], " \t"), []byte("#")) {
		parse = inlineLine
	}
	id := b.headingID(lines)
	t, ok := b.inlineText(KindHeading, lines, parse)
	if !ok {
		return Block{}, false
	}
	b.section = ""
	for _, above := range b.headings[1:n.Level] {
		b.section = cmp.Or(above, b.section)
	}
	i := b.addSegment(KindHeading, t.text, t.at, in)
	b.page.Segments[i].Level, b.page.Segments[i].ID = n.Level, id
	b.section, b.headings[n.Level] = t.text, t.text
	clear(b.headings[n.Level+1:])
	return Block{Kind: BlockHeading, Level: n.Level, Segment: i}, true
}

func (b *blockBuilder) paragraph(n ast.Node, in scope) (Block, bool) {
	lines := spansOf(n.Lines())
	t, ok := b.inlineText(in.kind, lines, Inline)
	if !ok {
		return Block{}, false
	}
	if len(t.run.Children) == 1 && t.run.Children[0].Kind == RunImage {
		return b.image(lines, t, in)
	}
	return Block{Kind: BlockParagraph, Segment: b.addSegment(in.kind, t.text, t.at, in)}, true
}

func (b *blockBuilder) addSegment(kind Kind, text string, at span, in scope) int {
	s := Segment{Kind: kind, Text: text, Section: b.section, Note: in.note, NoTranslate: in.noTranslate, Start: at.start, End: at.end}
	b.page.Segments = append(b.page.Segments, s)
	return len(b.page.Segments) - 1
}

// image builds a paragraph that is nothing but an image. Its segment is the alternative text; there is none if that is empty.
func (b *blockBuilder) image(lines []span, t inlineText, in scope) (Block, bool) {
	image := t.run.Children[0]
	if image.Title != "" {
		b.faults.add(t.at.start, "the title of an image is not translated: say it in the text that stands for the image")
		return Block{}, false
	}
	if t.rawRun == nil || len(t.rawRun.Children) != 1 || t.rawRun.Children[0].Kind != RunImage {
		b.faults.add(t.at.start, "write the image on one line")
		return Block{}, false
	}
	raw := t.rawRun.Children[0]
	start, end := raw.Start+len("!["), raw.contentEnd
	block := Block{Kind: BlockImage, Segment: -1, Dest: image.Dest}
	block.Line, block.Col = b.position(t.at.start)
	if text := composed(oneLine(b.writeOutLinks(t.raw[start:end]))); text != "" {
		at := span{pageOffset(lines, start), pageOffset(lines, end)}.trim(b.text)
		block.Segment = b.addSegment(KindImage, text, at, in)
	}
	return block, true
}

// position returns the line and the column of an offset, from 1. Offsets rise from call to call.
func (b *blockBuilder) position(offset int) (line, col int) {
	b.line += bytes.Count(b.text[b.counted:offset], []byte{'\n'})
	b.counted = offset
	return 1 + b.line, 1 + utf8.RuneCount(b.text[bytes.LastIndexByte(b.text[:offset], '\n')+1:offset])
}

// pageOffset returns the offset in the page of an offset in its joined lines.
func pageOffset(lines []span, offset int) int {
	for ; len(lines) > 1 && offset >= lines[0].end-lines[0].start; lines = lines[1:] {
		offset -= lines[0].end - lines[0].start
	}
	return lines[0].start + offset
}
