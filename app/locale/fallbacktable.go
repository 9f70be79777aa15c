package locale

import (
	"cmp"
	"slices"
	"sync"

	"golang.org/x/text/language"
)

// fallbackTable holds for a tag the locales that suit it, best first; for one with a region only if that makes a difference.
type fallbackTable map[tagKey][]uint8

func (t fallbackTable) find(k tagKey) []uint8 {
	if list, ok := t[k]; ok || k.region() == 0 {
		return list
	}
	return t[k.withoutRegion()]
}

// newFallbackTable returns the table for every language code, script and region that a reader may send and that makes a difference:
// for the languages served, their other names, and the languages whose readers read them.
func newFallbackTable(candidates []candidate) fallbackTable {
	b := &fallbackBuilder{cldr: cldr(), groups: groupCandidates(candidates), table: fallbackTable{}}
	for base := range b.groups {
		b.addCode(base)
	}
	for code := range b.cldr.aliases {
		b.addCode(code)
	}
	for code := range b.cldr.macrolanguages {
		b.addCode(cutTag(code).base)
	}
	return b.table
}

type fallbackBuilder struct {
	cldr   *cldrData
	groups map[string]map[string]*candidateGroup // by language, then script
	table  fallbackTable
}

// canonicalBase returns the language code that takes the place of an old or long one.
func (b *fallbackBuilder) canonicalBase(code string) string {
	return b.cldr.canonical(tagParts{base: code}).base
}

// readBy returns what readers of a language in a region read, best first: the language, then what macrolanguages.txt has for it.
func (b *fallbackBuilder) readBy(base, region string) []tagParts {
	targets, ok := b.cldr.macrolanguages[base+"-"+region]
	if !ok {
		targets = b.cldr.macrolanguages[base]
	}
	return append([]tagParts{{base: base}}, targets...)
}

// resolve returns the locales for a language code with a script and a region, each of which may be empty, best first.
func (b *fallbackBuilder) resolve(code, script, region string) []uint8 {
	p := b.cldr.canonical(tagParts{base: code, script: script, region: region})
	var list []uint8
	for _, target := range b.readBy(p.base, p.region) {
		wantRegion := cmp.Or(p.region, target.region)
		wantScript := cmp.Or(p.script, target.script, b.cldr.likelyScript(target.base, wantRegion))
		if wantRegion == "" && target.base != p.base {
			wantRegion = likelyRegion(p.base)
		}
		if g := b.groups[target.base][wantScript]; g != nil {
			list = append(list, g.rank(wantRegion)...)
		}
	}
	return list
}

// likelyRegion returns the likely region of a language, for example EG for arz, and "" if there is none.
func likelyRegion(base string) string {
	t, err := language.Raw.Parse(base)
	r, confidence := t.Region()
	if err != nil || confidence == language.No {
		return ""
	}
	return r.String()
}

// addCode adds the entries of a language code, if there are none yet and a language is served that its readers read.
func (b *fallbackBuilder) addCode(code string) {
	if _, done := b.table[newTagKey(tagParts{base: code})]; done {
		return
	}
	scripts := []string{""}
	for _, target := range b.readBy(b.canonicalBase(code), "") {
		for script := range b.groups[target.base] {
			if !slices.Contains(scripts, script) {
				scripts = append(scripts, script)
			}
		}
	}
	if len(scripts) == 1 {
		return
	}
	for _, script := range scripts {
		usual := b.resolve(code, script, "")
		b.table[newTagKey(tagParts{base: code, script: script})] = usual
		for written, region := range b.regionsFor(code) {
			if list := b.resolve(code, script, region); !slices.Equal(list, usual) {
				b.table[newTagKey(tagParts{base: code, script: script, region: written})] = list
			}
		}
	}
}

// regionsFor returns the regions that may change the entry of a language code, from how a reader may write one to its code today (UK
// is GB): all of them where several locales share one script, else only those where another script is written.
func (b *fallbackBuilder) regionsFor(code string) map[string]string {
	regions := map[string]string{}
	base := b.canonicalBase(code)
	for _, target := range b.readBy(base, "") {
		for _, g := range b.groups[target.base] {
			if len(g.candidates) > 1 {
				return allRegions()
			}
		}
		for _, r := range b.cldr.scriptRegions[target.base] {
			regions[r] = r
		}
	}
	for code := range b.cldr.macrolanguages {
		if p := cutTag(code); p.base == base && p.region != "" {
			regions[p.region] = p.region
		}
	}
	return regions
}

var allRegions = sync.OnceValue(func() map[string]string {
	regions := map[string]string{}
	for _, r := range language.Supported.Regions() {
		regions[r.String()] = r.Canonicalize().String()
	}
	return regions
})
