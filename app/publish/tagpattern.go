package publish

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/locale"
	"github.com/parlance/parlance/app/site"
)

// rules returns entries as regular expressions, which of several that match a tag comes first.
func rules(entries []locale.Entry) (list []rule) {
	type group struct{ language, script, tags string }
	regions := map[group][]string{}
	var order []group
	for _, e := range entries {
		g := group{e.Language, e.Script, strings.Join(e.Tags, ",")}
		if e.Region == "" {
			continue
		}
		if regions[g] == nil {
			order = append(order, g)
		}
		regions[g] = append(regions[g], e.Region)
	}
	for _, g := range order {
		list = append(list, rule{tagPattern(g.language, g.script, regions[g]), plainTags(g.language, g.script, regions[g]), splitTags(g.tags)})
	}
	for _, e := range entries {
		if e.Region == "" {
			list = append(list, rule{tagPattern(e.Language, e.Script, nil), plainTags(e.Language, e.Script, nil), e.Tags})
		}
	}
	return list
}

// plainTags returns the tags of a language, in a script or without one, in some regions or none.
func plainTags(language, script string, regions []string) (tags []string) {
	tag := language
	if script != "" {
		tag += "-" + script
	}
	if len(regions) == 0 {
		return []string{tag}
	}
	for _, r := range regions {
		tags = append(tags, tag+"-"+r)
	}
	return tags
}

func splitTags(joined string) []string {
	if joined == "" {
		return nil
	}
	return strings.Split(joined, ",")
}

// tagPattern returns an expression that matches the tags of a language, in a script or without one, in one of some regions or any.
func tagPattern(language, script string, regions []string) string {
	p := "^" + language
	if script != "" {
		p += "[-_]" + script
	} else {
		p += otherScript
	}
	if len(regions) > 0 {
		p += "[-_](?:" + strings.Join(regions, "|") + ")"
	}
	return p + tagEnd
}

// otherScript matches where no script, and no language of its own, follows.
const otherScript = "(?![-_](?:[a-z]{4}|[a-z]{3})(?:[-_]|$))"

// otherScriptInPath is the same in a path, where a slash may follow the tag.
const otherScriptInPath = "(?![-_](?:[a-z]{4}|[a-z]{3})(?:[-_/]|$))"

// tagEnd matches the end of a subtag.
const tagEnd = "(?:[-_]|$)"

// nearTags returns which locale the spellings of its tag mean that are not its own, in addresses: one that is listed, if there is such (R53).
func nearTags(s *site.Snapshot, same []rule) (list []rule) {
	for _, l := range s.Locales.Locales {
		list = append(list, rule{"^/" + strings.ReplaceAll(regexp.QuoteMeta(l.Tag), "-", "[-_]") + "(/.*)?$", nil, []string{l.Tag}})
	}
	listed := s.Listed()
	for _, r := range same {
		near := ""
		for _, tag := range r.tags {
			if l, ok := s.Locales.Find(tag); ok && (near == "" || listed.Has(l.Index)) {
				if near = tag; listed.Has(l.Index) {
					break
				}
			}
		}
		if near != "" {
			pattern := strings.TrimSuffix(strings.TrimPrefix(r.pattern, "^"), tagEnd)
			pattern = strings.ReplaceAll(pattern, otherScript, otherScriptInPath)
			list = append(list, rule{"^/" + pattern + "(?:[-_][a-z0-9]{2,8})*(/.*)?$", nil, []string{near}})
		}
	}
	return list
}

// slugsLikeTags returns the slugs whose first part could be the tag of a language: they are pages all the same.
func slugsLikeTags(s *site.Snapshot) (slugs []string) {
	for _, p := range s.Pages {
		first, _, _ := strings.Cut(p.Slug, "/")
		if language, _, _ := strings.Cut(first, "-"); len(language) <= 3 {
			slugs = append(slugs, p.Slug)
		}
	}
	return slugs
}

// alternatives returns an expression that matches one of some words.
func alternatives(words []string) string {
	longest := slices.Clone(words)
	slices.SortFunc(longest, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	for i, w := range longest {
		longest[i] = regexp.QuoteMeta(w)
	}
	return strings.Join(longest, "|")
}

// risingWeights returns expressions one of which matches every Accept-Language in which a weight is greater than one before it. As browsers send it weights fall, or
// stay: there the first item that suits is the best. Weights count with two decimals.
func risingWeights() (patterns []string) {
	const weight = `;\s*q=0(?:\.(?!0*\s*(?:,|$))|\s*(?:,|$)|\.0*\s*(?:,|$))` // less than 1
	patterns = append(patterns,
		weight+`[^,]*,(?:.*,)?[^,;]*[^,;\s][^,;]*(?:,|$)`, // without a weight: 1
		weight+`.*;\s*q=1`,
	)
	for d := range 9 {
		patterns = append(patterns,
			fmt.Sprintf(`;\s*q=0\.%d.*;\s*q=0\.[%d-9]`, d, d+1),
			fmt.Sprintf(`;\s*q=0\.([0-9])%d.*;\s*q=0\.\1[%d-9]`, d, d+1),
		)
	}
	return append(patterns, `;\s*q=0\.([0-9])(?![0-9]).*;\s*q=0\.\1[1-9]`, `;\s*q=0(?!\.).*;\s*q=0\.0*[1-9]`)
}

// itemPattern returns an expression that matches the nth item of an Accept-Language, from 0, unless its weight is 0, and captures its tag.
func itemPattern(n int) string {
	return `^(?:[^,]*,){` + fmt.Sprint(n) + `}\s*([^,;\s]+)(?![^,]*;\s*q=0(?:\.0*)?\s*(?:,|$))(?=[,;\s]|$)`
}
