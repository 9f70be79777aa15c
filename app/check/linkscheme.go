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
)

// linkTarget matches the target of a link in a text that could not be parsed.
var linkTarget = regexp.MustCompile(`\]\(\s*<?([^)>\n]*)|(?i:href|src)\s*=\s*["']?([^"'>]*)`)

// linkSchemes reports links with a scheme (RFC 3986) that is not one of a link to read, however it is disguised.
func (c *checker) linkSchemes() {
	for _, r := range linksOf(c.target.root) {
		c.linkScheme(r.Dest, r.Start)
	}
	if c.target.root == nil || strings.ContainsAny(c.target.text, "<") {
		for _, m := range linkTarget.FindAllStringSubmatchIndex(c.target.text, -1) {
			for i := 2; i < len(m); i += 2 {
				if m[i] >= 0 {
					c.linkScheme(c.target.text[m[i]:m[i+1]], m[i])
				}
			}
		}
	}
}

func (c *checker) linkScheme(target string, offset int) {
	scheme, ok := schemeOf(target)
	if ok && !slices.Contains([]string{"http", "https", "mailto", "tel", "sms"}, scheme) {
		c.add("danger", Error, offset, fmt.Sprintf("a link with the scheme %s", quote(scheme)),
			"link as the English does; http, https, mailto and tel are allowed")
	}
}

// schemeOf returns the scheme of a link target as the most forgiving browser would read it: entities and escapes decoded,
// white space and controls dropped.
func schemeOf(target string) (string, bool) {
	for range 3 {
		d := html.UnescapeString(target)
		if u, err := url.PathUnescape(d); err == nil {
			d = u
		}
		if d == target {
			break
		}
		target = d
	}
	target = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || lang.IsInvisible(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, target)
	i := strings.IndexAny(target, ":/?#")
	if i <= 0 || target[i] != ':' {
		return "", false
	}
	return target[:i], true
}
