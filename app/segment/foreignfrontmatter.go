package segment

import (
	"bytes"
	"fmt"
	"regexp"
)

// noFrontMatter returns what a page has in the place of its front matter.
func noFrontMatter(page []byte) string {
	switch start := bytes.TrimSpace(page); {
	case bytes.HasPrefix(start, []byte("---\n")):
		return "the front matter is YAML, between lines \"---\", and not TOML"
	case bytes.HasPrefix(start, []byte{'{'}):
		return "the front matter is JSON, and not TOML"
	case bytes.Contains(page, []byte("\n+++\n")):
		return "something stands above the front matter, which is the first of the page"
	}
	return "the page has no front matter"
}

var titleElsewhere = regexp.MustCompile(`(?m)^[ \t]*"?title"?[ \t]*:[ \t]*["']?(.+?)["']?,?[ \t]*$`)

// exampleTitle returns the title that a page has in YAML or JSON as it is written here.
func exampleTitle(page []byte) string {
	if m := titleElsewhere.FindSubmatch(page); m != nil {
		return fmt.Sprintf(", each as name = value: title = %q", m[1])
	}
	return ""
}
