package check

import (
	"strings"

	"github.com/parlance/parlance/app/segment"
	"golang.org/x/text/unicode/norm"
)

// links compares where the links and the images of both texts lead, in any order.
func (c *checker) links() {
	if c.target.root == nil || c.source.root == nil {
		return
	}
	want, got := linksOf(c.source.root), linksOf(c.target.root)
	count := map[string]int{}
	for _, r := range want {
		count[targetOf(r)]++
	}
	for _, r := range got {
		if strings.TrimSpace(r.PlainText()) == "" && r.Kind == segment.RunLink && len(runsOf(r, segment.RunImage)) == 0 {
			c.add("links", Error, r.Start, "a link without words", "put the words to be clicked between [ and ]")
		}
		d := targetOf(r)
		if count[d]--; count[d] < 0 {
			c.add("links", Error, r.Start, "the English has no link to "+quote(r.Dest)+", or not so many", "leave the address as it is in the English")
		}
	}
	for _, r := range want {
		d := targetOf(r)
		if count[d] > 0 {
			count[d] = 0
			c.add("links", Error, 0, "the link to "+quote(r.Dest)+" is missing", "link the same words as the English does: [words]("+r.Dest+")")
		}
	}
}

func linksOf(root *segment.Run) []*segment.Run {
	return runsOf(root, segment.RunLink, segment.RunAutolink, segment.RunImage)
}

// targetOf returns where a link or an image leads, in a form that can be compared.
func targetOf(r *segment.Run) string {
	kind := "link "
	if r.Kind == segment.RunImage {
		kind = "image "
	}
	return kind + norm.NFC.String(strings.TrimSpace(r.Dest))
}
