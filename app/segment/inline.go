package segment

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"

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

// InlineInPlace parses a text in the place of source. If source itself is no paragraph by [Inline], for example a heading
// "1. Before you come", text need not be one either; it must still be one run of inline Markdown. Nor need it be one if it begins with an ordinal,
// as many languages write it: "1. Termin" (R48).
func InlineInPlace(source, text string) (*Run, error) {
	run, err := Inline(text)
	if err != nil && (ordinal.MatchString(text) || !IsInline(source)) {
		run, err = inlineLine(text)
	}
	return run, err
}

// InlineLike parses a text as [InlineInPlace] does. It is an error if the text does not point to the footnotes and lead to the addresses that source
// does (R39), or has marks that readers would see (R47).
func InlineLike(source, text string) (*Run, error) {
	run, err := InlineInPlace(source, text)
	if err == nil && text != source {
		err = cmp.Or(run.pointsLike(source, text), run.VisibleMarks(source, text))
	}
	if err != nil {
		return nil, err
	}
	return run, nil
}

// ordinal matches the start of a text that CommonMark takes for an item of an ordered list.
var ordinal = regexp.MustCompile(`^[0-9]{1,9}[.)][ \t]+[^ \t\n]`)

// IsInlineLike reports whether [InlineLike] accepts text in the place of source. Most texts are judged without parsing them.
func IsInlineLike(source, text string) bool {
	if isPlainlyInline(text) && !mayPoint(source) && !mayPoint(text) && !mayHoldUnserved(text) {
		return true
	}
	_, err := InlineLike(source, text)
	return err == nil
}

// inlineLine parses a text where no block can begin.
func inlineLine(text string) (*Run, error) {
	if run := fastInline(text); run != nil {
		return run, nil
	}
	return inline(lineParser, text)
}

// inline parses a text by one of goldmark's parsers.
func inline(p parser.Parser, s string) (*Run, error) { return inlineWith(p, s, nil) }

// inlineWith parses a text in which references to definitions of links may stand.
func inlineWith(p parser.Parser, s string, definitions []parser.Reference) (*Run, error) {
	if len(s) > maxText {
		return nil, fmt.Errorf("the text is longer than %d KB: split it", maxText>>10)
	}
	source := []byte(s)
	pc := parser.NewContext()
	for _, d := range definitions {
		pc.AddReference(d)
	}
	doc := p.Parse(text.NewReader(source), parser.WithContext(pc))
	paragraph, err := onlyParagraph(doc)
	if err != nil {
		return nil, err
	}
	b := runBuilder{source: source}
	root := &Run{Kind: RunRoot, End: len(s), Children: b.children(paragraph, 0)}
	if b.tooDeep {
		return nil, fmt.Errorf("marks are nested more than %d deep: use fewer", maxInlineDepth)
	}
	for _, kind := range []RunKind{RunLink, RunImage} {
		for _, r := range root.All(kind) {
			if len(r.All(RunFootnote)) > 0 {
				return nil, errors.New("the mark of a footnote stands in the words of a link or an image: put it after them")
			}
		}
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
	extension.KindFootnote:          "the text of a footnote: put a backslash before its mark, or take out the colon after it",
}
