package segment

import (
	"errors"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxMarks is how deep inline marks may be nested.
const maxMarks = 16

// Inline parses a text that is to stand as a paragraph. It is an error if the text is anything but one inline run:
// empty, two paragraphs, a list, a heading, a quote, code, a rule, a table, an HTML block, a link definition. The error
// says what to do, without a place.
func Inline(text string) (*Run, error) {
	if run := fastInline(text); run != nil {
		return run, nil
	}
	return inline(grammars.block, text)
}

// InlineLike parses a text that is to stand in the place of source. Where source itself is no paragraph by [Inline], for
// example a heading "1. Before you come", text need not be one either; it must still be one run of lines.
func InlineLike(source, text string) (*Run, error) {
	if IsInline(source) {
		return Inline(text)
	}
	return inline(grammars.line, text)
}

func inline(grammar parser.Parser, s string) (*Run, error) {
	if len(s) > maxText {
		return nil, fmt.Errorf("the text is longer than %d KB: split it", maxText>>10)
	}
	source := []byte(s)
	doc := grammar.Parse(text.NewReader(source))
	p, err := onlyParagraph(doc)
	if err != nil {
		return nil, err
	}
	b := runBuilder{source: source}
	root := &Run{Kind: RunRoot, End: len(s), Children: b.children(p, 0)}
	if b.tooDeep {
		return nil, fmt.Errorf("marks are nested more than %d deep: use fewer", maxMarks)
	}
	return root, nil
}

// onlyParagraph gives the one paragraph of a document.
func onlyParagraph(doc ast.Node) (ast.Node, error) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph {
			return nil, fmt.Errorf("the text is not one paragraph but holds %s", blockName(n))
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

func blockName(n ast.Node) string {
	const escape = ": put a backslash before the mark that makes it one"
	switch n.Kind() {
	case ast.KindHeading:
		return "a heading" + escape
	case ast.KindList:
		return "a list" + escape
	case ast.KindBlockquote:
		return "a quote" + escape
	case ast.KindThematicBreak:
		return "a rule" + escape
	case ast.KindFencedCodeBlock:
		return "a block of code" + escape
	case ast.KindCodeBlock:
		return "a block of code: write it without spaces before it"
	case ast.KindHTMLBlock:
		return "HTML: write Markdown"
	case ast.KindLinkReferenceDefinition:
		return "a link definition: write the link as [text](address), so that a translator can see it"
	case extension.KindTable:
		return "a table: put a backslash before its first mark"
	}
	return "another block (" + n.Kind().String() + ")"
}

// runBuilder turns goldmark's inline nodes into runs.
type runBuilder struct {
	source  []byte
	tooDeep bool
}

func (b *runBuilder) children(parent ast.Node, depth int) []Run {
	if depth > maxMarks {
		b.tooDeep = true
		return nil
	}
	var runs []Run
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			runs = b.text(runs, t)
			continue
		}
		runs = append(runs, b.run(n, depth))
	}
	for i := range runs {
		if r := &runs[i]; r.Kind == RunText {
			r.Text = decode(string(b.source[r.Start:r.End]))
		}
	}
	return runs
}

// text adds a piece of text, joined to the one before it where nothing stands between, and the break after it. Decoding waits
// until the pieces are together: goldmark may cut anywhere.
func (b *runBuilder) text(runs []Run, t *ast.Text) []Run {
	start, end := t.Segment.Start, t.Segment.Stop
	if last := len(runs) - 1; last >= 0 && runs[last].End > start {
		// What is left of a row of "*" that closed something: goldmark takes it from the wrong end of the row.
		start, end = runs[last].End, end+runs[last].End-start
	}
	if last := len(runs) - 1; last >= 0 && runs[last].Kind == RunText && runs[last].End == start {
		runs[last].End = end
	} else if start < end {
		runs = append(runs, Run{Kind: RunText, Start: start, End: end})
	}
	if !t.SoftLineBreak() && !t.HardLineBreak() {
		return runs
	}
	br := Run{Kind: RunSoftBreak, Start: end, End: end}
	if t.HardLineBreak() {
		br.Kind = RunHardBreak
	}
	for br.End < len(b.source) && b.source[br.End] != '\n' {
		br.End++
	}
	br.End = min(br.End+1, len(b.source))
	return append(runs, br)
}

func (b *runBuilder) run(n ast.Node, depth int) Run {
	switch n := n.(type) {
	case *ast.Emphasis:
		return b.emphasis(n, depth)
	case *ast.CodeSpan:
		return b.code(n)
	case *ast.Link:
		return b.link(Run{Kind: RunLink}, n, n.Destination, n.Title, depth)
	case *ast.Image:
		return b.link(Run{Kind: RunImage}, n, n.Destination, n.Title, depth)
	case *ast.AutoLink:
		label := string(n.Label(b.source))
		r := Run{Kind: RunAutolink, Text: label, Dest: label, Start: n.Pos(), End: n.Pos() + len(label) + 2}
		if n.AutoLinkType == ast.AutoLinkEmail {
			r.Dest = "mailto:" + label
		}
		return r
	case *ast.RawHTML:
		r := Run{Kind: RunHTML, Start: n.Segments.At(0).Start, End: n.Segments.At(n.Segments.Len() - 1).Stop}
		r.Text = string(b.source[r.Start:r.End])
		return r
	}
	panic("segment: goldmark made an inline node that its grammar cannot hold: " + n.Kind().String())
}

func (b *runBuilder) emphasis(n *ast.Emphasis, depth int) Run {
	r := Run{Kind: RunEmphasis, Children: b.children(n, depth+1)}
	if n.Level == 2 {
		r.Kind = RunStrong
	}
	if len(r.Children) > 0 {
		r.Start = r.Children[0].Start - n.Level
		r.End = r.Children[len(r.Children)-1].End + n.Level
	}
	return r
}

func (b *runBuilder) code(n *ast.CodeSpan) Run {
	var text strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		text.Write(c.(*ast.Text).Segment.Value(b.source))
	}
	r := Run{Kind: RunCode, Text: strings.ReplaceAll(text.String(), "\n", " "), Start: n.Pos()}
	marks := 0
	for r.Start+marks < len(b.source) && b.source[r.Start+marks] == '`' {
		marks++
	}
	run := 0
	for r.End = r.Start + marks; r.End < len(b.source); r.End++ {
		if b.source[r.End] == '`' {
			run++
		} else if run == marks {
			break
		} else {
			run = 0
		}
	}
	return r
}

func (b *runBuilder) link(r Run, n ast.Node, dest, title []byte, depth int) Run {
	r.Start, r.End, r.contentEnd = n.Pos(), offsetOf(n, attrEnd), offsetOf(n, attrContentEnd)
	r.Dest, r.Title = decode(string(dest)), decode(string(title))
	r.Children = b.children(n, depth+1)
	return r
}
