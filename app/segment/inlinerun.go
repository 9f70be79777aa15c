package segment

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// RunKind is what a run is.
type RunKind string

// The kinds of runs: the inlines of CommonMark 0.31.2, chapter 6, and those of GitHub Flavored Markdown.
const (
	RunRoot      RunKind = "root"
	RunText      RunKind = "text"
	RunEmphasis  RunKind = "emphasis"
	RunStrong    RunKind = "strong"
	RunCode      RunKind = "code"
	RunLink      RunKind = "link"
	RunAutolink  RunKind = "autolink"
	RunImage     RunKind = "image"
	RunSoftBreak RunKind = "softbreak"
	RunHardBreak RunKind = "hardbreak"
	RunHTML      RunKind = "html" // raw HTML: to be escaped, never to be sent

	RunStrikethrough RunKind = "strikethrough"
	RunFootnote      RunKind = "footnote" // a mark that points to a footnote
)

// emphasisKinds are the kinds of emphasis by the number of marks on each side.
var emphasisKinds = [...]RunKind{1: RunEmphasis, 2: RunStrong}

// Run is a node in the tree of a text's inline Markdown: the root that [Inline] returns, and each node below it.
type Run struct {
	Kind     RunKind
	Text     string // what a reader sees, of text, code and autolink (escapes and entities decoded); the source of html
	Dest     string // of link, autolink and image, escapes and entities decoded; "mailto:" is put before an e-mail autolink. Of footnote, its label
	Title    string // of link and image, escapes and entities decoded
	Start    int    // offset of the first byte of the parsed text that it covers
	End      int    // offset after the last
	Children []Run  // of root, emphasis, strong, strikethrough, link and image

	contentEnd int    // of link and image: offset after the label
	reference  string // of link and image: "(address)" as it would be written if it were no reference to a definition, else ""
}

// PlainText returns what a reader sees of the run: no marks, breaks as spaces, the text of images included, HTML left out.
func (r *Run) PlainText() string {
	if len(r.Children) == 1 && r.Children[0].Kind == RunText {
		return r.Children[0].Text
	}
	var b strings.Builder
	r.each(func(n *Run) {
		switch n.Kind {
		case RunText, RunCode, RunAutolink:
			b.WriteString(n.Text)
		case RunSoftBreak, RunHardBreak:
			b.WriteByte(' ')
		}
	})
	return b.String()
}

// each visits the run and all below it, in the order of the text.
func (r *Run) each(visit func(*Run)) {
	visit(r)
	for i := range r.Children {
		r.Children[i].each(visit)
	}
}

// All returns the runs of a kind, in the order of the text.
func (r *Run) All(kind RunKind) (runs []*Run) {
	r.each(func(n *Run) {
		if n.Kind == kind {
			runs = append(runs, n)
		}
	})
	return runs
}

// runBuilder turns goldmark's inline nodes into runs.
type runBuilder struct {
	source  []byte
	tooDeep bool
}

func (b *runBuilder) children(parent ast.Node, depth int) []Run {
	if depth > maxInlineDepth {
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
			r.Text = unescape(string(b.source[r.Start:r.End]))
		}
	}
	return runs
}

// text adds a piece of text, joined to one right before it, and the break after it. Goldmark cuts anywhere: joined pieces are unescaped.
func (b *runBuilder) text(runs []Run, t *ast.Text) []Run {
	start, end := t.Segment.Start, t.Segment.Stop
	if last := len(runs) - 1; last >= 0 && runs[last].End > start {
		// This is the rest of a row of "*" that closed something: goldmark takes it from the wrong end of the row.
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
	rest, _, _ := bytes.Cut(b.source[end:], []byte{'\n'})
	br.End = min(end+len(rest)+1, len(b.source))
	return append(runs, br)
}

func (b *runBuilder) run(n ast.Node, depth int) Run {
	switch n := n.(type) {
	case *ast.Emphasis:
		return b.emphasis(emphasisKinds[n.Level], n, n.Level, depth)
	case *extension.Strikethrough:
		return b.emphasis(RunStrikethrough, n, len("~~"), depth)
	case *footnoteMark:
		return Run{Kind: RunFootnote, Dest: n.label, Start: n.Pos(), End: n.Pos() + len("[^]") + len(n.label)}
	case *ast.CodeSpan:
		return b.code(n)
	case *ast.Link:
		return b.link(Run{Kind: RunLink, reference: inlineAddress(n.Reference, n.Destination, n.Title)}, n, n.Destination, n.Title, depth)
	case *ast.Image:
		return b.link(Run{Kind: RunImage, reference: inlineAddress(n.Reference, n.Destination, n.Title)}, n, n.Destination, n.Title, depth)
	case *ast.AutoLink:
		return b.autolink(n)
	case *ast.RawHTML:
		r := Run{Kind: RunHTML, Start: n.Segments.At(0).Start, End: n.Segments.At(n.Segments.Len() - 1).Stop}
		r.Text = string(b.source[r.Start:r.End])
		return r
	}
	panic("segment: goldmark made an inline node that its grammar cannot hold: " + n.Kind().String())
}

// emphasis returns the run of a node that has so many marks on each side.
func (b *runBuilder) emphasis(kind RunKind, n ast.Node, marks, depth int) Run {
	r := Run{Kind: kind, Children: b.children(n, depth+1)}
	if len(r.Children) > 0 {
		r.Start = r.Children[0].Start - marks
		r.End = r.Children[len(r.Children)-1].End + marks
	}
	return r
}

// autolink returns the run of an address that stands between "<" and ">", or bare.
func (b *runBuilder) autolink(n *ast.AutoLink) Run {
	label := string(n.Label(b.source))
	r := Run{Kind: RunAutolink, Text: label, Dest: string(n.URL(b.source)), Start: n.Pos(), End: n.Pos() + len(label)}
	if b.source[r.Start] == '<' {
		r.End += len("<>")
	}
	if !strings.Contains(label, `\`) { // which escapes nothing here
		r.Text, r.Dest = unescape(r.Text), unescape(r.Dest)
	}
	if n.AutoLinkType == ast.AutoLinkEmail {
		r.Dest = "mailto:" + label
	}
	return r
}

func (b *runBuilder) code(n *ast.CodeSpan) Run {
	var text strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		text.Write(c.(*ast.Text).Segment.Value(b.source))
	}
	end := n.LastChild().(*ast.Text).Segment.Stop
	end += bytes.IndexByte(b.source[end:], '`')
	end = len(b.source) - len(bytes.TrimLeft(b.source[end:], "`"))
	return Run{Kind: RunCode, Text: strings.ReplaceAll(text.String(), "\n", " "), Start: n.Pos(), End: end}
}

func (b *runBuilder) link(r Run, n ast.Node, dest, title []byte, depth int) Run {
	attr, _ := n.AttributeString(attrLinkEnds)
	ends := attr.(linkEnds)
	r.Start, r.End, r.contentEnd = n.Pos(), ends.end, ends.content
	r.Dest, r.Title = unescape(string(dest)), unescape(string(title))
	r.Children = b.children(n, depth+1)
	return r
}

// escape matches backslash escapes and character references (CommonMark 0.31.2, 2.4 and 2.5).
var escape = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9A-Za-z]{1,38});`)

// unescape resolves backslash escapes and character references in one pass: an escaped character begins no reference.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	return escape.ReplaceAllStringFunc(s, func(e string) string {
		if e[0] == '\\' {
			return e[1:]
		}
		digits, base := strings.Trim(e, "&#;"), 10
		if e[1] != '#' {
			return string(util.ResolveEntityNames([]byte(e)))
		}
		if digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		n, _ := strconv.ParseInt(digits, base, 32)
		return string(util.ToValidRune(rune(n)))
	})
}
