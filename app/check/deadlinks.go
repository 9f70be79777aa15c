package check

import (
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// deadLinks reports a link into the site to a page that is not there.
func (c *checker) deadLinks(slugs map[string]bool) {
	if slugs == nil {
		return
	}
	for _, r := range linksOf(c.target.root) {
		if !strings.HasPrefix(r.Dest, "/") || strings.HasPrefix(r.Dest, "//") || r.Kind == segment.RunImage || strings.HasPrefix(r.Dest, "/assets/") {
			continue
		}
		path := strings.Trim(r.Dest, "/")
		if i := strings.IndexAny(path, "?#"); i >= 0 {
			path = path[:i]
		}
		if slug := strings.Trim(path, "/"); slug != "" && !slugs[slug] {
			c.add("deadlinks", Error, r.Start, "there is no page "+quote(slug), "link to a page of content/, as /slug")
		}
	}
}
