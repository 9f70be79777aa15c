package check

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/segment"
)

// unparsedMark matches marks that a reader would see, because they mark nothing.
var unparsedMark = regexp.MustCompile("\\*\\*|__|~~|\\]\\(|`|\\*[^\\s*]|[^\\s*]\\*")

// mayHoldMark reports whether [unparsedMark] may match: tried on all texts, it makes a check a tenth slower.
func mayHoldMark(s string) bool { return strings.ContainsAny(s, "*_~]`") }

// markup compares bold, emphasis, code, images and hard breaks, and finds marks that mark nothing.
func (c *checker) markup() {
	if c.target.err != nil {
		return
	}
	if mayHoldMark(c.target.plain) && unparsedMark.MatchString(c.target.plain) && !unparsedMark.MatchString(c.source.plain) {
		m := unparsedMark.FindStringIndex(c.target.plain)
		c.addPlain("marks", Error, m[0], "the mark "+quote(c.target.plain[m[0]:m[1]])+" marks nothing: readers would see it",
			"close it; a mark must touch the words inside it, and punctuation goes outside, as in **word**:")
		return
	}
	if c.target.root == nil || c.source.root == nil {
		return
	}
	kinds := []segment.RunKind{segment.RunStrong, segment.RunEmphasis, segment.RunCode, segment.RunImage, segment.RunHardBreak, segment.RunStrikethrough}
	for i, name := range []string{"bold (**)", "emphasis (*)", "code (`)", "images", "line breaks", "struck out (~~)"} {
		want, got := runsOf(c.source.root, kinds[i]), runsOf(c.target.root, kinds[i])
		if len(want) != len(got) {
			at := 0
			if len(got) > 0 {
				at = got[len(got)-1].Start
			}
			c.add("marks", Error, at, fmt.Sprintf("%s: %d in the English, %d here", name, len(want), len(got)), "mark the same words as in the English")
		}
	}
	c.codes()
	c.footnotes()
	for _, r := range runsOf(c.target.root, segment.RunStrong, segment.RunEmphasis) {
		if strings.TrimSpace(r.PlainText()) == "" {
			c.add("marks", Error, r.Start, "a mark with nothing inside", "put the words inside it")
		}
	}
}

// codes requires that code stands unchanged.
func (c *checker) codes() {
	want, got := runsOf(c.source.root, segment.RunCode), runsOf(c.target.root, segment.RunCode)
	if len(want) != len(got) {
		return
	}
	for _, r := range got {
		if !slices.ContainsFunc(want, func(w *segment.Run) bool { return w.Text == r.Text }) {
			c.add("marks", Error, r.Start, "the code "+quote(r.Text)+" is not in the English", "leave code as it is: it is not translated")
		}
	}
}

// footnotes compares the marks of footnotes, in any order.
func (c *checker) footnotes() {
	count := map[string]int{}
	for _, r := range runsOf(c.source.root, segment.RunFootnote) {
		count[r.Dest]++
	}
	for _, r := range runsOf(c.target.root, segment.RunFootnote) {
		if count[r.Dest]--; count[r.Dest] < 0 {
			c.add("marks", Error, r.Start, "the English has no mark [^"+r.Dest+"] of a footnote, or not so many", "leave the marks of footnotes as they are in the English")
		}
	}
	for _, label := range slices.Sorted(maps.Keys(count)) {
		if count[label] > 0 {
			c.add("marks", Error, 0, "the mark [^"+label+"] of a footnote is missing", "put it after the words that it stands after in the English")
		}
	}
}

// block requires one run that can stand where the English stands.
func (c *checker) block() {
	switch {
	case c.target.err != nil:
		c.add("block", Error, 0, c.target.err.Error(), "write it as the English is written: one paragraph, without a list, a heading or a table"+
			catalog.EscapedLine(c.form, c.source.text, c.target.text))
	case c.target.root != nil:
		if err := c.target.root.VisibleMarks(c.source.text, c.target.text); err != nil && !unparsedMark.MatchString(c.target.plain) { // else "marks" says so
			c.add("block", Error, 0, err.Error(), "if readers shall see them, put a backslash before each"+quotesHint+"'1\\. …'")
		}
	case !c.english.markdown && strings.Contains(c.target.text, "\n") && !strings.Contains(c.source.text, "\n"):
		c.add("block", Error, strings.IndexByte(c.target.text, '\n'), "the text has more than one line", "write it on one line, as the English is")
	}
}

// htmlTag matches what a browser could take for HTML.
var htmlTag = regexp.MustCompile(`<(?:[a-zA-Z][a-zA-Z0-9-]*(?:[\s/][^<>]*)?/?>|/[a-zA-Z][^<>]*>|!--|!\[CDATA|\?[a-zA-Z]` +
	`|(?i:script|iframe|img|svg|object|embed|style|link|meta|base|form)[\s/>])`)

// rawHTML reports raw HTML.
func (c *checker) rawHTML() {
	const hint = "write marks of Markdown, or \\< for a “<” that a reader shall see" + quotesHint + "'… \\< …'"
	for _, r := range runsOf(c.target.root, segment.RunHTML) {
		c.add("html", Error, r.Start, "raw HTML "+quote(r.Text), hint)
	}
	if c.target.root != nil {
		return
	}
	if m := htmlTag.FindStringIndex(c.target.text); m != nil {
		c.add("html", Error, m[0], "raw HTML "+quote(c.target.text[m[0]:m[1]]), hint)
	}
}
