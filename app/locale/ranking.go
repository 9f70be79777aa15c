package locale

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// candidate is a locale that may be chosen: for its own tag, or for one of its related languages.
type candidate struct {
	tagParts
	tag   string // the locale's own, which decides where nothing else does
	index uint8
}

// candidateGroup is the candidates of one language in one script, in an order that does not depend on the table's (R12).
type candidateGroup struct {
	candidates []candidate
	ranks      map[string][]uint8          // results of rank, by region
	matchers   map[string]language.Matcher // by the tags they choose from
}

// groupCandidates returns the candidates by language, then script.
func groupCandidates(candidates []candidate) map[string]map[string]*candidateGroup {
	groups := map[string]map[string]*candidateGroup{}
	slices.SortFunc(candidates, compareCandidates)
	for _, c := range candidates {
		if groups[c.base] == nil {
			groups[c.base] = map[string]*candidateGroup{}
		}
		g := groups[c.base][c.script]
		if g == nil {
			g = &candidateGroup{ranks: map[string][]uint8{}, matchers: map[string]language.Matcher{}}
			groups[c.base][c.script] = g
		}
		g.candidates = append(g.candidates, c)
	}
	return groups
}

// compareCandidates puts the less specific tag first, and orders equally specific ones by the alphabet.
func compareCandidates(a, b candidate) int {
	return cmp.Or(len(a.variants)-len(b.variants), len(a.region)-len(b.region), len(a.tag)-len(b.tag), strings.Compare(a.tag, b.tag))
}

// rank returns the locales of the group for a reader in a region, "" where the reader names none: first the locale of that very region, then those of
// the regions it inherits from (CLDR parentLocales), then what x/text finds nearest, then the rest.
func (g *candidateGroup) rank(region string) []uint8 {
	if list, ok := g.ranks[region]; ok {
		return list
	}
	left := slices.Clone(g.candidates)
	var list []uint8
	take := func(i int) {
		if !slices.Contains(list, left[i].index) { // a locale may name a related language twice
			list = append(list, left[i].index)
		}
		left = slices.Delete(left, i, i+1)
	}
	wanted := tagParts{base: left[0].base, script: left[0].script, region: region}
	for p, ok := wanted, true; ok && (p.region != "" || p == wanted); p, ok = cldr().parent(p) {
		same := func(c candidate) bool { return c.tagParts == p }
		for i := slices.IndexFunc(left, same); i >= 0; i = slices.IndexFunc(left, same) {
			take(i)
		}
	}
	for len(left) > 1 && len(g.candidates) <= maxMatcherTags {
		take(g.nearest(left, wanted))
	}
	for len(left) > 0 {
		take(0)
	}
	g.ranks[region] = list
	return list
}

// maxMatcherTags is the size of the largest group that x/text ranks: its time grows with the square, and larger groups have parents.
const maxMatcherTags = 12

// nearest returns the index in left of the candidate that x/text finds nearest; nothing else of its answer is used (R6, R7, R9).
func (g *candidateGroup) nearest(left []candidate, want tagParts) int {
	var tags []language.Tag
	var names strings.Builder
	for _, c := range left {
		tag := joinTag(c.base, c.script, c.region, c.variants)
		names.WriteString(tag + " ")
		tags = append(tags, language.Raw.Make(tag))
	}
	matcher, ok := g.matchers[names.String()]
	if !ok {
		matcher = language.NewMatcher(tags)
		g.matchers[names.String()] = matcher
	}
	_, i, _ := matcher.Match(language.Raw.Make(joinTag(want.base, want.script, want.region)))
	return i
}
