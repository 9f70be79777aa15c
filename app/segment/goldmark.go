package segment

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The ways in which goldmark reads a text. The parsers are safe for concurrent use.
var (
	// pageParser reads blocks only: the inline text of every leaf is parsed by itself.
	pageParser = parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100), util.Prioritized(tableParser{}, 200)),
	)
	// paragraphParser reads blocks and inlines: for a text in the place of a paragraph.
	paragraphParser = parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100), util.Prioritized(tableParser{}, 200)),
		parser.WithInlineParsers(inlineParsers()...),
	)
	// lineParser reads inlines only: for a text where no block can begin.
	lineParser = parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 100)), parser.WithInlineParsers(inlineParsers()...))
)

func blockParsers() []util.PrioritizedValue {
	return append(parser.DefaultBlockParsers(), util.Prioritized(fenceParser{parser.NewFencedCodeBlockParser()}, 699), // before goldmark's own
		util.Prioritized(footnoteParser{extension.NewFootnoteBlockParser()}, 999))
}

func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(footnoteMarkParser{}, 150),
		util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(delimiterParser{parser.NewEmphasisParser()}, 500),
		util.Prioritized(delimiterParser{strikethroughParser{extension.NewStrikethroughParser()}}, 500),
		util.Prioritized(bareLinkParser{extension.NewLinkifyParser(extension.WithLinkifyURLRegexp(bareURL), extension.WithLinkifyWWWRegexp(bareWWW))}, 999),
	}
}

// linkParser is goldmark's parser of links and images, which also records where they end: goldmark records only where they begin.
type linkParser struct{ parser.InlineParser }

// linkEnds are offsets, of the "]" after the label and after the closing ")": the attribute that linkParser sets on a node.
type linkEnds struct{ content, end int }

const attrLinkEnds = "ends"

func (l linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, before := block.Position()
	node := l.InlineParser.Parse(parent, block, pc)
	switch node.(type) {
	case *ast.Link, *ast.Image:
		_, after := block.Position()
		node.SetAttributeString(attrLinkEnds, linkEnds{before.Start, after.Start})
	}
	return node
}

func (l linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}
