package segment

// RunKind says what an inline node is.
type RunKind string

// The kinds of inline nodes.
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

// Run is an inline node of a text: the root of [Inline], and each node below it.
type Run struct {
	Kind     RunKind
	Text     string // what a reader sees, of text, code and autolink (escapes and entities decoded); the source of html
	Dest     string // of link, autolink and image, decoded; "mailto:" is put before an e-mail autolink
	Title    string // of link and image, decoded
	Start    int    // first byte of the parsed text that it covers
	End      int    // byte after the last
	Children []Run  // of root, emphasis, strong, link and image
}
