package locale

import (
	"cmp"
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// readData returns the text of an embedded file; every name is there.
func readData(name string) string {
	text, _ := data.ReadFile("data/" + name)
	return string(text)
}

// cldrData is what CLDR and macrolanguages.txt say of languages and scripts.
type cldrData struct {
	scripts        map[string]string     // "zh" → "Hans", "zh-TW" → "Hant"; a language that is missing is written in Latn
	scriptRegions  map[string][]string   // "zh" → "TW", "HK" …: the regions whose script differs
	aliases        map[string]tagParts   // "iw" → "he", "prs" → "fa-AF"
	parents        map[string]string     // "es-MX" → "es-419"
	macrolanguages map[string][]tagParts // "yue" → "zh-Hant", best first; "yue-CN" where a region differs
	directions     map[string]string     // of scripts: "Arab" → "rtl"; a script that is missing is written from left to right
}

// cldr returns the embedded lists, parsed at first use.
var cldr = sync.OnceValue(func() *cldrData {
	d := &cldrData{
		scripts: parseGroups("scripts.txt"), parents: parseGroups("parents.txt"), directions: parseGroups("directions.txt"),
		aliases: map[string]tagParts{}, macrolanguages: map[string][]tagParts{}, scriptRegions: map[string][]string{},
	}
	for tag := range d.scripts {
		if base, region, ok := strings.Cut(tag, "-"); ok {
			d.scriptRegions[base] = append(d.scriptRegions[base], region)
		}
	}
	for code, alias := range parseGroups("aliases.txt") {
		d.aliases[code] = cutTag(alias)
	}
	forEachLine("macrolanguages.txt", func(code string, targets []string) {
		for _, target := range targets {
			d.macrolanguages[code] = append(d.macrolanguages[code], cutTag(target))
		}
	})
	return d
})

// likelyScript returns the likely script of a language in a region; region may be empty (UTS #35, likely subtags).
func (d *cldrData) likelyScript(base, region string) string {
	return cmp.Or(d.scripts[base+"-"+region], d.scripts[base], "Latn")
}

// direction returns the value of HTML's dir attribute for text in a script (ISO 15924), "rtl" or "ltr".
func direction(script string) string { return cmp.Or(cldr().directions[script], "ltr") }

// parseGroups reads a file's lines of "value: key key" into a map from key to value.
func parseGroups(file string) map[string]string {
	m := map[string]string{}
	forEachLine(file, func(value string, keys []string) {
		for _, key := range keys {
			m[key] = value
		}
	})
	return m
}

// forEachLine calls f for every line "head: word word" of a file; lines that begin with # are comments.
func forEachLine(file string, f func(head string, words []string)) {
	for line := range strings.Lines(readData(file)) {
		head, words, ok := strings.Cut(line, ":")
		if ok && !strings.HasPrefix(line, "#") {
			f(head, strings.Fields(words))
		}
	}
}
