package segment

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// footnoteMark is a mark [^label] that points to a footnote.
type footnoteMark struct {
	ast.BaseInline
	label string
}

var kindFootnoteMark = ast.NewNodeKind("FootnoteMark")

func (n *footnoteMark) Kind() ast.NodeKind { return kindFootnoteMark }

func (n *footnoteMark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// footnoteMarkParser parses the marks of footnotes. Goldmark's own knows a mark only if it has parsed the footnote before, and a text stands
// alone here.
type footnoteMarkParser struct{}

func (footnoteMarkParser) Trigger() []byte { return []byte{'!', '['} } // an exclamation mark before it must not make it an image

func (footnoteMarkParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	rest, exclaimed := bytes.CutPrefix(line, []byte{'!'})
	rest, ok := bytes.CutPrefix(rest, []byte("[^"))
	label, _, closed := bytes.Cut(rest, []byte{']'})
	if !ok || !closed || len(label) == 0 || bytes.ContainsAny(label, " \t\n\\[`<") {
		return nil
	}
	start := at.Start
	if exclaimed {
		ast.MergeOrAppendTextSegment(parent, text.NewSegment(start, start+1))
		start++
	}
	block.Advance(start - at.Start + len("[^]") + len(label))
	n := &footnoteMark{label: string(label)}
	n.SetPos(start)
	return n
}

// footnoteParser is goldmark's parser of footnotes, which leaves a footnote where it is written: goldmark gathers them where the first stands.
type footnoteParser struct{ parser.BlockParser }

func (footnoteParser) Close(ast.Node, text.Reader, parser.Context) {}

// strikethroughParser is goldmark's parser of strikethrough, for two tildes alone: one stands between numbers, as in "3~5".
type strikethroughParser struct{ parser.InlineParser }

func (p strikethroughParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); !bytes.HasPrefix(line, []byte("~~")) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// delimiterParser is one of goldmark's parsers of marks on both sides of words. Beside Chinese, Japanese and Korean characters, which have no
// spaces between words, punctuation inside the marks does not keep them from marking, as it does in CommonMark 0.31.2, 6.2 (R49).
type delimiterParser struct{ parser.InlineParser }

func (p delimiterParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	n := p.InlineParser.Parse(parent, block, pc)
	d, ok := n.(*parser.Delimiter)
	if !ok || d.Char == '_' {
		return n
	}
	line, _ := block.PeekLine()
	after, _ := utf8.DecodeRune(line)
	if isCJK(before) || isCJK(after) {
		d.CanOpen = d.CanOpen || len(line) > 0 && !util.IsSpaceRune(after)
		d.CanClose = d.CanClose || !util.IsSpaceRune(before)
	}
	return n
}

// isCJK reports whether a character is one of Chinese, Japanese or Korean, or of their punctuation.
func isCJK(c rune) bool {
	return c >= 0x1100 && (unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) ||
		c >= 0x3000 && c <= 0x303F || c >= 0xFF00 && c <= 0xFFEF || c == 0x30FB || c == 0x30FC)
}

// Addresses that stand bare in a text. Beside what goldmark matches they have letters of scripts that write spaces between words, and neither a
// quotation mark nor a semicolon at the end.
var (
	bareURL = regexp.MustCompile(`^(?:https?|ftp)://` + bareHost + `(?::\d+)?` + barePath)
	bareWWW = regexp.MustCompile(`^www\.` + bareHost + barePath)
)

const (
	spaced   = `\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}\p{Devanagari}\p{Bengali}`
	bareHost = `[-0-9@:%._+~#=` + spaced + `]{1,256}\.[` + spaced + `]+`
	barePath = `(?:[/#?](?:&[A-Za-z0-9]+;|[;']*[-0-9@:%_+.~#$!?&/=(),^{}\[\]` + spaced + `])*)?`
)

// bareLinkParser is goldmark's parser of addresses that stand bare in a text (GFM 0.29, 6.9). Goldmark looks for them after a space and some
// marks; this parser finds them right after a quotation mark too, and after a letter of a language that has no spaces between words.
type bareLinkParser struct{ parser.InlineParser }

func (p bareLinkParser) Trigger() []byte { return append(p.InlineParser.Trigger(), ':') }

func (p bareLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	var before *ast.Text // that ends in the scheme of the address
	scheme := 0
	if bytes.HasPrefix(line, []byte("://")) {
		if before, scheme = schemeBefore(parent, block.Source()); scheme == 0 {
			return nil
		}
		l, at := block.Position()
		at.Start -= scheme
		block.SetPosition(l, at)
	}
	n, ok := p.InlineParser.Parse(parent, block, pc).(*ast.AutoLink)
	if !ok {
		return nil
	}
	if before != nil {
		before.Segment.Stop -= scheme
	}
	_, after := block.Position()
	n.SetPos(after.Start - len(n.Label(block.Source())))
	return n
}

// schemeBefore returns the last text of a node, and the length of the scheme that it ends in, 0 if that is no scheme or part of a word.
func schemeBefore(parent ast.Node, source []byte) (*ast.Text, int) {
	last, ok := parent.LastChild().(*ast.Text)
	if !ok {
		return nil, 0
	}
	value := last.Segment.Value(source)
	for _, scheme := range []string{"https", "http"} {
		if rest, ok := bytes.CutSuffix(value, []byte(scheme)); ok {
			if c, _ := utf8.DecodeLastRune(rest); len(rest) > 0 && (c < utf8.RuneSelf || unicode.IsSpace(c)) && c != '"' && c != '\'' && c != '[' {
				return nil, 0
			}
			return last, len(scheme)
		}
	}
	return nil, 0
}
