package po

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// pluralRule maps each plural category to the whole numbers n that have it, as a C expression of n. All other numbers have the
// category after "rest", or other. After "whole" stands a shorter expression of the whole rule.
type pluralRule map[string]string

//go:embed pluralrules.txt
var pluralRulesText string

// pluralRules returns the rules of pluralrules.txt by language. A test holds them to go-i18n's.
var pluralRules = sync.OnceValue(func() map[string]pluralRule {
	rules := map[string]pluralRule{}
	for paragraph := range strings.SplitSeq(pluralRulesText, "\n\n") {
		rule := pluralRule{}
		for line := range strings.Lines(paragraph) {
			category, expression, found := strings.Cut(line, ": ")
			switch {
			case strings.HasPrefix(line, "#"):
			case found:
				rule[strings.TrimSpace(category)] = strings.TrimSpace(expression)
			default:
				for tag := range strings.FieldsSeq(line) {
					rules[tag] = rule
				}
			}
		}
	}
	return rules
})

// pluralRuleOf returns the rule of a locale: that of its own tag, of the nearest of its parents that has one, or of its language. For any
// other language it returns a rule under which 0, 1 and 2 have the categories that are named after them, and false.
func pluralRuleOf(tag string) (rule pluralRule, known bool) {
	t := language.Make(tag)
	base, _ := t.Base()
	for ; t != language.Und; t = t.Parent() {
		if r, ok := pluralRules()[t.String()]; ok {
			return r, true
		}
	}
	if r, ok := pluralRules()[base.String()]; ok {
		return r, true
	}
	return pluralRule{"zero": "n==0", "one": "n==1", "two": "n==2"}, false
}
