package po

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// pluralRule is the plural rule of some languages: which whole numbers n have which plural category.
type pluralRule struct {
	tags []string          // its languages
	when map[string]string // a C expression of n by category; all other numbers have the category when["rest"], or other
}

//go:embed pluralrules.txt
var pluralRulesText string

// pluralRules returns the rules of pluralrules.txt. A test holds them to go-i18n's.
var pluralRules = sync.OnceValue(func() (rules []pluralRule) {
	begun := false
	for line := range strings.Lines(pluralRulesText) {
		category, expression, indented := strings.Cut(line, ": ")
		switch {
		case strings.HasPrefix(line, "#") || line == "\n":
			begun = false
		case indented:
			rules[len(rules)-1].when[strings.TrimSpace(category)] = strings.TrimSpace(expression)
		case !begun:
			rules, begun = append(rules, pluralRule{strings.Fields(line), map[string]string{}}), true
		default:
			last := &rules[len(rules)-1]
			last.tags = append(last.tags, strings.Fields(line)...)
		}
	}
	return rules
})

// pluralRuleOf returns the rule of a locale: that of its own tag, of the nearest of its parents that has one, or of its language. For any
// other language it returns a rule under which 0, 1 and 2 have the categories that are named after them.
func pluralRuleOf(tag string) pluralRule {
	for t := language.Make(tag); t != language.Und; t = t.Parent() {
		if r, ok := findPluralRule(t.String()); ok {
			return r
		}
	}
	base, _ := language.Make(tag).Base()
	if r, ok := findPluralRule(base.String()); ok {
		return r
	}
	return pluralRule{when: map[string]string{"zero": "n==0", "one": "n==1", "two": "n==2"}}
}

func findPluralRule(tag string) (pluralRule, bool) {
	for _, r := range pluralRules() {
		if slices.Contains(r.tags, tag) {
			return r, true
		}
	}
	return pluralRule{}, false
}
