package check

import (
	"regexp"

	"github.com/parlance/parlance/app/segment"
)

// htmlTag matches what a browser could take for HTML.
var htmlTag = regexp.MustCompile(`<(?:[a-zA-Z][a-zA-Z0-9-]*(?:[\s/][^<>]*)?/?>|/[a-zA-Z][^<>]*>|!--|!\[CDATA|\?[a-zA-Z]` +
	`|(?i:script|iframe|img|svg|object|embed|style|link|meta|base|form)[\s/>])`)

// rawHTML reports raw HTML.
func (c *checker) rawHTML() {
	const hint = "write marks of Markdown, or \\< for a “<” that a reader shall see"
	if c.target.root != nil {
		each(c.target.root, func(r *segment.Run) {
			if r.Kind == segment.RunHTML {
				c.add("html", Error, r.Start, "raw HTML "+quote(r.Text), hint)
			}
		})
		return
	}
	if m := htmlTag.FindStringIndex(c.target.text); m != nil {
		c.add("html", Error, m[0], "raw HTML "+quote(c.target.text[m[0]:m[1]]), hint)
	}
}
