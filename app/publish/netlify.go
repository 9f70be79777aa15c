package publish

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/headers"
	"github.com/parlance/parlance/app/render"
	"github.com/parlance/parlance/app/site"
)

// netlifyHeaders returns the file _headers, which Netlify, Cloudflare Pages and others read: rules for paths, the later ones beside the earlier.
func netlifyHeaders(s *site.Snapshot, security []headers.Field) string {
	var b strings.Builder
	b.WriteString("# Written by parlance publish.\n/*\n")
	for _, f := range security {
		fmt.Fprintf(&b, "  %s: %s\n", f.Name, f.Value)
	}
	fmt.Fprintf(&b, "  Cache-Control: %s\n", headers.FixedLocale.CacheControl)
	fmt.Fprintf(&b, "/assets/*\n  ! Cache-Control\n  Cache-Control: %s\n  ! %s\n  %s: %s\n", headers.Immutable.CacheControl, headers.CORP, headers.CORP, headers.Immutable.Resource)
	fmt.Fprintf(&b, "/%s/*\n  ! Cache-Control\n  Cache-Control: %s\n", render.SearchFolder, headers.Immutable.CacheControl)
	fmt.Fprintf(&b, "/%s\n  X-Robots-Tag: noindex\n/:tag/%s\n  X-Robots-Tag: noindex\n", render.SearchName, render.SearchName)
	for _, l := range s.Locales.Locales {
		fmt.Fprintf(&b, "/%s/*\n  Content-Language: %s\n", l.Tag, l.Tag)
	}
	return b.String()
}

// netlifyRedirects returns the file _redirects. Where a host knows no condition Language, it passes over these rules, and readers get the page in English and the
// links to all others.
func netlifyRedirects(s *site.Snapshot, n *negotiation) string {
	var b strings.Builder
	b.WriteString("# Written by parlance publish. The first rule that fits counts.\n")
	for _, alias := range slices.Sorted(maps.Keys(n.moved)) {
		fmt.Fprintf(&b, "/%s /%s 301\n/:tag/%s /:tag/%s 301\n", alias, n.moved[alias], alias, n.moved[alias])
	}
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "/:tag/%s/report/* /:tag/%s/report 200\n", p.Slug, p.Slug)
	}
	languages := map[string][]string{}
	for _, r := range n.same {
		if len(r.tags) > 0 {
			languages[r.tags[0]] = append(languages[r.tags[0]], r.plain...)
		}
	}
	for _, slug := range neutralSlugs(s) {
		from, to := "/"+slug, slug
		for _, tag := range n.classes[n.classOf[slug]].tags {
			if tag != n.english && len(languages[tag]) > 0 {
				fmt.Fprintf(&b, "%s /%s/%s 200! Language=%s\n", from, tag, to, strings.Join(languages[tag], ","))
			}
		}
		if slug == render.Home {
			fmt.Fprintf(&b, "/ /%s/ 200! Language=%s\n", n.english, n.english)
		}
	}
	for _, tag := range n.tags {
		fmt.Fprintf(&b, "/%s/* /%s/404.html 404\n", tag, tag)
	}
	b.WriteString("/.parlance/* /404.html 404!\n/* /404.html 404\n")
	return b.String()
}
