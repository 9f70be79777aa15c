package segment

import "strings"

// RunKind is what a run is.
type RunKind string

// The kinds of runs: the inlines of CommonMark 0.31.2, chapter 6.
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
)

// Run is a node in the tree of a text's inline Markdown: the root that [Inline] returns, and each node below it.
type Run struct {
	Kind     RunKind
	Text     string // what a reader sees, of text, code and autolink (escapes and entities decoded); the source of html
	Dest     string // of link, autolink and image, escapes and entities decoded; "mailto:" is put before an e-mail autolink
	Title    string // of link and image, escapes and entities decoded
	Start    int    // offset of the first byte of the parsed text that it covers
	End      int    // offset after the last
	Children []Run  // of root, emphasis, strong, link and image

	contentEnd int // of link and image: offset after the label
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
