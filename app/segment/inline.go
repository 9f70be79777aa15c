package segment

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

const maxInlineDepth = 16 // how deep marks may be nested

// Inline parses a text in the place of a paragraph. It returns an error if the text is anything but one run of inline Markdown of 16 KB
// at most: empty, two paragraphs, a list, a heading, a quote, code, a rule, a table, an HTML block, a link definition, or nested too
// deep. The error says what to do, without a place.
func Inline(text string) (*Run, error) {
	if run := fastInline(text); run != nil {
		return run, nil
	}
	return inline(paragraphParser, text)
}

// InlineLike parses a text in the place of source. If source itself is no paragraph by [Inline], for example a heading
// "1. Before you come", text need not be one either; it must still be one run of inline Markdown.
func InlineLike(source, text string) (*Run, error) {
	run, err := Inline(text)
	if err != nil && !IsInline(source) {
		return inlineLine(text)
	}
	return run, err
}

// inlineLine parses a text where no block can begin.
func inlineLine(text string) (*Run, error) { return inline(lineParser, text) }

// inline parses a text by one of goldmark's parsers.
func inline(p parser.Parser, s string) (*Run, error) {
	if len(s) > maxText {
		return nil, fmt.Errorf("the text is longer than %d KB: split it", maxText>>10)
	}
	source := []byte(s)
	doc := p.Parse(text.NewReader(source))
	paragraph, err := onlyParagraph(doc)
	if err != nil {
		return nil, err
	}
	b := runBuilder{source: source}
	root := &Run{Kind: RunRoot, End: len(s), Children: b.children(paragraph, 0)}
	if b.tooDeep {
		return nil, fmt.Errorf("marks are nested more than %d deep: use fewer", maxInlineDepth)
	}
	return root, nil
}

// onlyParagraph returns the one paragraph of a document. It is an error if the document holds anything else.
func onlyParagraph(doc ast.Node) (ast.Node, error) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph {
			name := cmp.Or(blockNames[n.Kind()], "another block ("+n.Kind().String()+")")
			return nil, fmt.Errorf("the text is not one paragraph but holds %s", name)
		}
	}
	switch doc.ChildCount() {
	case 0:
		return nil, errors.New("the text is empty, or set in like code: write it without spaces before it")
	case 1:
		return doc.FirstChild(), nil
	}
	return nil, errors.New("the text is more than one paragraph: leave out the empty line")
}

// blockNames are the names of the blocks that a text may not hold, with what to do about them.
var blockNames = map[ast.NodeKind]string{
	ast.KindHeading:                 "a heading: put a backslash before the mark that makes it one",
	ast.KindList:                    "a list: put a backslash before the mark that makes it one",
	ast.KindBlockquote:              "a quote: put a backslash before the mark that makes it one",
	ast.KindThematicBreak:           "a rule: put a backslash before the mark that makes it one",
	ast.KindFencedCodeBlock:         "a block of code: put a backslash before the mark that makes it one",
	ast.KindCodeBlock:               "a block of code: write it without spaces before it",
	ast.KindHTMLBlock:               "HTML: write Markdown",
	ast.KindLinkReferenceDefinition: "a link definition: write the link as [text](address), so that a translator can see it",
	extension.KindTable:             "a table: put a backslash before its first mark",
}
