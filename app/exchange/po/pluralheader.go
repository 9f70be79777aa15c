package po

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// pluralForms returns the value of the header field Plural-Forms for a locale (gettext manual, section "Plural forms"). Its expression
// gives for a whole number n the index of n's plural category in categories, which are those of the locale.
func pluralForms(tag string, categories []string) string {
	rule, _ := pluralRuleOf(tag)
	return fmt.Sprintf("nplurals=%d; plural=%s;", len(categories), pluralExpression(rule, categories))
}

func pluralExpression(r pluralRule, categories []string) string {
	switch {
	case len(categories) == 1:
		return "0"
	case r["whole"] != "":
		return r["whole"]
	}
	var b strings.Builder
	for i, c := range categories {
		if when := r[c]; when != "" {
			fmt.Fprintf(&b, "%s ? %d : ", when, i)
		}
	}
	rest := slices.Index(categories, r["rest"])
	if rest < 0 {
		rest = len(categories) - 1
	}
	return fmt.Sprintf("(%s%d)", b.String(), rest)
}

// barePluralForms returns a value of Plural-Forms without white space, parentheses around the expression, and the last semicolon.
func barePluralForms(forms string) string {
	count, plural, _ := strings.Cut(strings.TrimRight(strings.Join(strings.Fields(forms), ""), ";"), ";plural=")
	for strings.HasPrefix(plural, "(") && strings.HasSuffix(plural, ")") && strings.Count(plural, "(") == 1 {
		plural = plural[1 : len(plural)-1]
	}
	return count + ";" + plural
}

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
