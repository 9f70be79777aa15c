package locale

import (
	_ "embed"
	"strings"
	"sync"
)

var (
	//go:embed data/scripts.txt
	scriptsText string
	//go:embed data/aliases.txt
	aliasesText string
	//go:embed data/parents.txt
	parentsText string
	//go:embed data/macrolanguages.txt
	macrolanguagesText string
)

// cldrData is what CLDR and macrolanguages.txt say of languages.
type cldrData struct {
	scripts        map[string]string            // "zh" → "Hans", "zh-TW" → "Hant"; a language that is missing is written in Latn
	regionScripts  map[string]map[string]string // "zh" → "TW" → "Hant": the regions whose script differs
	aliases        map[string]tagParts          // "iw" → "he", "prs" → "fa-AF"
	parents        map[string]string            // "es-MX" → "es-419"
	macrolanguages map[string][]tagParts        // "yue" → "zh-Hant", best first; "yue-CN" where a region differs
}

// cldr returns the embedded lists, parsed at first use.
var cldr = sync.OnceValue(func() *cldrData {
	d := &cldrData{
		scripts: parseGroups(scriptsText), aliases: map[string]tagParts{}, parents: parseGroups(parentsText),
		regionScripts: map[string]map[string]string{}, macrolanguages: map[string][]tagParts{},
	}
	for tag, script := range d.scripts {
		if base, region, ok := strings.Cut(tag, "-"); ok {
			if d.regionScripts[base] == nil {
				d.regionScripts[base] = map[string]string{}
			}
			d.regionScripts[base][region] = script
		}
	}
	for code, alias := range parseGroups(aliasesText) {
		d.aliases[code] = cutTag(alias)
	}
	forEachLine(macrolanguagesText, func(code string, targets []string) {
		for _, target := range targets {
			d.macrolanguages[code] = append(d.macrolanguages[code], cutTag(target))
		}
	})
	return d
})

// likelyScript returns the likely script of a language in a region; region may be empty (UTS #35, likely subtags).
func (d *cldrData) likelyScript(base, region string) string {
	if script, ok := d.regionScripts[base][region]; ok {
		return script
	}
	if script, ok := d.scripts[base]; ok {
		return script
	}
	return "Latn"
}

// parseGroups reads lines of "value: key key" into a map from key to value.
func parseGroups(text string) map[string]string {
	m := map[string]string{}
	forEachLine(text, func(value string, keys []string) {
		for _, key := range keys {
			m[key] = value
		}
	})
	return m
}

// forEachLine calls f for every line "head: word word" of a list; lines that begin with # are comments.
func forEachLine(text string, f func(head string, words []string)) {
	for line := range strings.Lines(text) {
		head, words, ok := strings.Cut(line, ":")
		if ok && !strings.HasPrefix(line, "#") {
			f(head, strings.Fields(words))
		}
	}
}
