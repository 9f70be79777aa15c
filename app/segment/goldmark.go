package segment

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// grammars are the three ways a text is read. Goldmark's parsers may be used by many at once.
var grammars = struct {
	page  parser.Parser // blocks only: every leaf's inline text is parsed by itself
	block parser.Parser // all of it: for a text that stands as a paragraph
	line  parser.Parser // inline only: for a text that stands where no block can begin
}{
	page: parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithParagraphTransformers(util.Prioritized(tables{}, 200)),
	),
	block: parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(tables{}, 200),
		),
		parser.WithInlineParsers(inlineParsers()...),
	),
	line: parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 100)),
		parser.WithInlineParsers(inlineParsers()...),
	),
}

func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(links{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	}
}

// links is goldmark's parser of links and images, which also notes where they end: goldmark keeps only where they begin.
type links struct{ parser.InlineParser }

// The attributes that links puts on a node.
const (
	attrContentEnd = "content-end" // offset of the "]" after the label
	attrEnd        = "end"         // offset after the closing ")"
)

// Parse implements parser.InlineParser.
func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, before := block.Position()
	node := l.InlineParser.Parse(parent, block, pc)
	switch node.(type) {
	case *ast.Link, *ast.Image:
		_, after := block.Position()
		node.SetAttributeString(attrContentEnd, before.Start)
		node.SetAttributeString(attrEnd, after.Start)
	}
	return node
}

// CloseBlock implements parser.CloseBlocker.
func (l links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

func offsetOf(n ast.Node, attr string) int {
	v, _ := n.AttributeString(attr)
	offset, _ := v.(int)
	return offset
}
