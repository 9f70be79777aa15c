package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// leftover matches marks that a reader would see, because they mark nothing.
var leftover = newPattern("\\*\\*|__|\\]\\(|`|\\*[^\\s*]|[^\\s*]\\*", mayMark)

// marks compares bold, emphasis, code, images and hard breaks, and finds marks that mark nothing.
func (c *checker) marks() {
	if c.dst.err != nil {
		return
	}
	if m := leftover.FindStringIndex(c.dst.plain); m != nil && !leftover.MatchString(c.src.plain) {
		c.reportSeen("marks", Error, m[0], "the mark "+quote(c.dst.plain[m[0]:m[1]])+" marks nothing: readers would see it",
			"close it; a mark must touch the words inside it, and punctuation goes outside, as in **word**:")
		return
	}
	if c.dst.root == nil || c.src.root == nil {
		return
	}
	names := []struct {
		kind segment.RunKind
		name string
	}{
		{segment.RunStrong, "bold (**)"}, {segment.RunEmphasis, "emphasis (*)"}, {segment.RunCode, "code (`)"},
		{segment.RunImage, "images"}, {segment.RunHardBreak, "line breaks"},
	}
	for _, n := range names {
		want, got := runs(c.src.root, n.kind), runs(c.dst.root, n.kind)
		if len(want) != len(got) {
			at := 0
			if len(got) > 0 {
				at = got[len(got)-1].Start
			}
			c.report("marks", Error, at, fmt.Sprintf("%s: %d in the English, %d here", n.name, len(want), len(got)), "mark the same words as in the English")
		}
	}
	c.codes()
	for _, r := range append(runs(c.dst.root, segment.RunStrong), runs(c.dst.root, segment.RunEmphasis)...) {
		if strings.TrimSpace(r.PlainText()) == "" {
			c.report("marks", Error, r.Start, "a mark with nothing inside", "put the words inside it")
		}
	}
}

// codes demands that code stands unchanged.
func (c *checker) codes() {
	want, got := runs(c.src.root, segment.RunCode), runs(c.dst.root, segment.RunCode)
	if len(want) != len(got) {
		return
	}
	for _, r := range got {
		if !slices.ContainsFunc(want, func(w *segment.Run) bool { return w.Text == r.Text }) {
			c.report("marks", Error, r.Start, "the code "+quote(r.Text)+" is not in the English", "leave code as it is: it is not translated")
		}
	}
}

// runs gives the nodes of one kind.
func runs(root *segment.Run, kind segment.RunKind) (list []*segment.Run) {
	each(root, func(r *segment.Run) {
		if r.Kind == kind {
			list = append(list, r)
		}
	})
	return list
}
