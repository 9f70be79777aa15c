package check

import (
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/segment"
)

type segmentRun = *segment.Run

// block demands one run that can stand where the English stands.
func (c *checker) block() {
	switch {
	case c.dst.err != nil:
		c.report("block", Error, 0, c.dst.err.Error(), "write it as the English is written: one paragraph, without a list, a heading or a table")
	case !c.markdown && strings.Contains(c.dst.text, "\n") && !strings.Contains(c.src.text, "\n"):
		c.report("block", Error, strings.IndexByte(c.dst.text, '\n'), "the text has more than one line", "write it on one line, as the English is")
	}
}

// tag matches what a browser could take for HTML.
var tag = regexp.MustCompile(`<(?:[a-zA-Z][a-zA-Z0-9-]*(?:[\s/][^<>]*)?/?>|/[a-zA-Z][^<>]*>|!--|!\[CDATA|\?[a-zA-Z]|(?i:script|iframe|img|svg|object|embed|style|link|meta|base|form)[\s/>])`)

// html reports raw HTML.
func (c *checker) html() {
	const hint = "write marks of Markdown, or \\< for a “<” that a reader shall see"
	if c.dst.root != nil {
		each(c.dst.root, func(r segmentRun) {
			if r.Kind == segment.RunHTML {
				c.report("html", Error, r.Start, "raw HTML "+quote(r.Text), hint)
			}
		})
		return
	}
	if m := tag.FindStringIndex(c.dst.text); m != nil {
		c.report("html", Error, m[0], "raw HTML "+quote(c.dst.text[m[0]:m[1]]), hint)
	}
}
