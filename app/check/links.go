package check

import (
	"fmt"
	"html"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/segment"
	"golang.org/x/text/unicode/norm"
)

// links compares where the links and the images of both texts lead, in any order.
func (c *checker) links() {
	if !c.english.markdown {
		c.plainAddresses()
		return
	}
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

// plainAddress matches what readers take for an address in a text without marks, such as a title: they type it, and programs that show it make a link of it.
var plainAddress = regexp.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)[^\s<>"“”«»「」（）。，、]*[\pL\pN/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+`)

// plainAddresses compares the addresses of texts that have no marks.
func (c *checker) plainAddresses() {
	count := map[string]int{}
	if mayHoldAddress(c.source.text) {
		for _, a := range plainAddress.FindAllString(c.source.text, -1) {
			count[a]++
		}
	}
	if mayHoldAddress(c.target.text) {
		for _, at := range plainAddress.FindAllStringIndex(c.target.text, -1) {
			a := c.target.text[at[0]:at[1]]
			if count[a]--; count[a] < 0 {
				c.add("links", Error, at[0], "the English has no address "+quote(a)+", or not so often", "leave addresses as they are in the English")
			}
		}
	}
	for _, a := range slices.Sorted(maps.Keys(count)) {
		if count[a] > 0 {
			c.add("links", Error, 0, "the address "+quote(a)+" is missing", "write it as the English does")
		}
	}
}

func linksOf(root *segment.Run) []*segment.Run {
	return runsOf(root, segment.RunLink, segment.RunAutolink, segment.RunImage)
}

// targetOf returns where a link or an image leads, in a form that can be compared.
func targetOf(r *segment.Run) string {
	return fmt.Sprint(r.Kind == segment.RunImage, norm.NFC.String(strings.TrimSpace(r.Dest)))
}

// linkTarget matches the target of a link in a text that could not be parsed.
var linkTarget = regexp.MustCompile(`\]\(\s*<?([^)>\n]*)|(?i:href|src)\s*=\s*["']?([^"'>]*)`)

// linkSchemes reports links with a scheme (RFC 3986) that is not one of a link to read, however it is disguised.
func (c *checker) linkSchemes() {
	for _, r := range linksOf(c.target.root) {
		c.linkScheme(r.Dest, r.Start)
	}
	if c.target.root == nil || strings.ContainsAny(c.target.text, "<") {
		for _, m := range linkTarget.FindAllStringSubmatchIndex(c.target.text, -1) {
			from, to := max(m[2], m[4]), max(m[3], m[5]) // one group is -1
			c.linkScheme(c.target.text[from:to], from)
		}
	}
}

func (c *checker) linkScheme(target string, offset int) {
	scheme, ok := schemeOf(target)
	if ok && !slices.Contains([]string{"http", "https", "mailto", "tel", "sms"}, scheme) {
		c.add("danger", Error, offset, fmt.Sprintf("a link with the scheme %s", quote(scheme)),
			"link to a page of the site, or with http, https, mailto, tel or sms")
	}
}

// schemeOf returns the scheme of a link target as the most forgiving browser would read it: decoded, without spaces and controls.
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
