package segment

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// fenceParser is goldmark's parser of code between fences, which also records that there is a second fence.
type fenceParser struct{ parser.BlockParser }

const attrClosed = "closed"

func (p fenceParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := p.BlockParser.Continue(node, reader, pc)
	if state == parser.Close {
		node.SetAttributeString(attrClosed, true)
	}
	return state
}

// program matches what is written after a fence where another program would show the block as no code.
var program = regexp.MustCompile(`^(?:\{.*|mermaid|math)$`)

// checkFence adds a fault for code between fences that readers would not see as its author means it. It reports whether there was none.
func (b *blockBuilder) checkFence(n *ast.FencedCodeBlock) bool {
	at := max(n.Pos(), 0)
	if _, closed := n.AttributeString(attrClosed); !closed {
		b.faults.add(at, "this block of code has no end, and would swallow what follows: put a line of the same marks after it")
		return false
	}
	if language := string(n.Language(b.text)); program.MatchString(language) {
		b.faults.add(at, "readers would see this block (%s) as code: write it in words, or show an image", excerpt(language))
		return false
	}
	return true
}
