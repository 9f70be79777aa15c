package check

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/segment"
)

var schemes = []string{"http", "https", "mailto", "tel", "sms"}

// target matches the target of a link in a text that could not be parsed.
var target = regexp.MustCompile(`\]\(\s*<?([^)>\n]*)|(?i:href|src)\s*=\s*["']?([^"'>]*)`)

// danger reports links with a scheme that is not one of a link to read, however it is disguised.
func (c *checker) danger() {
	each(c.dst.root, func(r segmentRun) {
		switch r.Kind {
		case segment.RunLink, segment.RunAutolink, segment.RunImage:
			c.scheme(r.Dest, r.Start)
		}
	})
	if c.dst.root == nil || strings.ContainsAny(c.dst.text, "<") {
		for _, m := range target.FindAllStringSubmatchIndex(c.dst.text, -1) {
			for i := 2; i < len(m); i += 2 {
				if m[i] >= 0 {
					c.scheme(c.dst.text[m[i]:m[i+1]], m[i])
				}
			}
		}
	}
}

func (c *checker) scheme(dest string, at int) {
	s, ok := schemeOf(dest)
	if ok && !slices.Contains(schemes, s) {
		c.report("danger", Error, at, fmt.Sprintf("a link with the scheme %s", quote(s)), "link as the English does; http, https, mailto and tel are allowed")
	}
}

// schemeOf gives the scheme of a link target as the most forgiving browser would read it: entities and escapes decoded,
// white space and controls dropped.
func schemeOf(dest string) (string, bool) {
	for range 3 {
		d := html.UnescapeString(dest)
		if u, err := url.PathUnescape(d); err == nil {
			d = u
		}
		if d == dest {
			break
		}
		dest = d
	}
	dest = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || lang.IsInvisible(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, dest)
	i := strings.IndexAny(dest, ":/?#")
	if i <= 0 || dest[i] != ':' {
		return "", false
	}
	return dest[:i], true
}
