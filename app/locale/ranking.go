package locale

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// candidate is a locale as something to choose: by its own tag, or by one of its related languages.
type candidate struct {
	ident
	tag   string // the locale's own, which decides where nothing else does
	index uint8
}

// family are the candidates of one language in one script, in an order that does not depend on the table's.
type family struct {
	members []candidate
	ranks   map[string][]uint8 // what was worked out, by region
	nearest map[string]language.Matcher
}

// familiesOf sorts candidates into families by language, then script.
func familiesOf(candidates []candidate) map[string]map[string]*family {
	families := map[string]map[string]*family{}
	for _, c := range candidates {
		if families[c.base] == nil {
			families[c.base] = map[string]*family{}
		}
		f := families[c.base][c.script]
		if f == nil {
			f = &family{ranks: map[string][]uint8{}, nearest: map[string]language.Matcher{}}
			families[c.base][c.script] = f
		}
		f.members = append(f.members, c)
	}
	for _, scripts := range families {
		for _, f := range scripts {
			slices.SortFunc(f.members, compare)
		}
	}
	return families
}

// compare puts what says less first, then goes by the alphabet.
func compare(a, b candidate) int {
	return cmp.Or(
		cmp.Compare(len(a.variants), len(b.variants)),
		cmp.Compare(len(a.region), len(b.region)),
		cmp.Compare(len(a.tag), len(b.tag)),
		strings.Compare(a.tag, b.tag),
	)
}

// rank orders the family for a reader in a region, "" where the reader names none: first the locale of just that region, then those of
// the regions from which it inherits (CLDR), then what x/text finds nearest, then the rest.
func (f *family) rank(region string) []uint8 {
	if list, ok := f.ranks[region]; ok {
		return list
	}
	left := slices.Clone(f.members)
	var list []uint8
	take := func(i int) {
		list = append(list, left[i].index)
		left = slices.Delete(left, i, i+1)
	}
	id := ident{base: left[0].base, script: left[0].script, region: region}
	for up, ok := id, true; ok && (up.region != "" || up == id); up, ok = known().parent(up) {
		for i := 0; i < len(left); {
			if left[i].ident == up {
				take(i)
			} else {
				i++
			}
		}
	}
	for len(left) > 1 && len(f.members) <= maxMatched {
		take(f.match(left, id))
	}
	for len(left) > 0 {
		take(0)
	}
	list = unique(list)
	f.ranks[region] = list
	return list
}

// maxMatched is the largest family that x/text is asked about: each question costs more than the family is large, and in a
// larger one the parents are hardly ever missing.
const maxMatched = 12

// match gives the place of the candidate that x/text finds nearest. Only the matcher's index is used, and only among
// candidates of the right language and script: its idea of what is near is not ours, and its tags carry extensions.
func (f *family) match(left []candidate, want ident) int {
	var tags []language.Tag
	var names strings.Builder
	for _, c := range left {
		tag := join(c.base, c.script, c.region, c.variants)
		names.WriteString(tag + " ")
		tags = append(tags, language.Raw.Make(tag))
	}
	matcher, ok := f.nearest[names.String()]
	if !ok {
		matcher = language.NewMatcher(tags)
		f.nearest[names.String()] = matcher
	}
	_, i, _ := matcher.Match(language.Raw.Make(join(want.base, want.script, want.region)))
	return i
}

// unique keeps the first of several equal indexes; a locale may name a related language twice.
func unique(list []uint8) []uint8 {
	var kept []uint8
	for _, i := range list {
		if !slices.Contains(kept, i) {
			kept = append(kept, i)
		}
	}
	return kept
}
