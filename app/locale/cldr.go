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
	membersText string
)

// knowledge is what CLDR and macrolanguages.txt say of languages.
type knowledge struct {
	scripts    map[string]string            // "zh" → "Hans", "zh-TW" → "Hant"; a language that is missing is written in Latn
	exceptions map[string]map[string]string // "zh" → "TW" → "Hant": the regions whose script differs
	aliases    map[string]string            // "iw" → "he", "prs" → "fa-AF"
	parents    map[string]string            // "es-MX" → "es-419"
	members    map[string][]string          // "yue" → "zh-Hant", best first; "yue-CN" where a region differs
}

// known reads the embedded lists at first use.
var known = sync.OnceValue(func() *knowledge {
	k := &knowledge{
		scripts: invert(scriptsText), aliases: invert(aliasesText), parents: invert(parentsText),
		exceptions: map[string]map[string]string{}, members: map[string][]string{},
	}
	for tag, script := range k.scripts {
		if base, region, ok := strings.Cut(tag, "-"); ok {
			if k.exceptions[base] == nil {
				k.exceptions[base] = map[string]string{}
			}
			k.exceptions[base][region] = script
		}
	}
	eachLine(membersText, func(code string, targets []string) { k.members[code] = targets })
	return k
})

// script is the likely script of a language in a region; region may be empty.
func (k *knowledge) script(base, region string) string {
	if script, ok := k.exceptions[base][region]; ok {
		return script
	}
	if script, ok := k.scripts[base]; ok {
		return script
	}
	return "Latn"
}

// invert turns lines of "value: key key" into a map from key to value.
func invert(text string) map[string]string {
	m := map[string]string{}
	eachLine(text, func(value string, keys []string) {
		for _, key := range keys {
			m[key] = value
		}
	})
	return m
}

// eachLine calls f for every line "head: word word" of a list; lines that begin with # are for people.
func eachLine(text string, f func(head string, words []string)) {
	for line := range strings.Lines(text) {
		head, words, ok := strings.Cut(line, ":")
		if ok && !strings.HasPrefix(line, "#") {
			f(head, strings.Fields(words))
		}
	}
}
