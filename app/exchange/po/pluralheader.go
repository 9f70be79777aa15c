package po

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
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

// formsOf returns for each plural category of a locale the index of its msgstr by a header Plural-Forms, -1 for one that whole numbers never have and
// the header does not know, and how many msgstr there are (R54). The count is 0 where a form of the header is not one category or several, or stands
// in another order than CLDR's, apart from zero: then nobody knows whether the texts were put in that order too.
func formsOf(tag, header string, categories []string) (index []int, count int) {
	rule, _ := pluralRuleOf(tag)
	own, err := compilePlural(pluralExpression(rule, categories))
	nplurals, expr, ok := strings.Cut(strings.TrimRight(strings.Join(strings.Fields(header), ""), ";"), ";plural=")
	count, _ = strconv.Atoi(strings.TrimPrefix(nplurals, "nplurals="))
	theirs, err2 := compilePlural(expr)
	if err != nil || err2 != nil || !ok || count < 1 || count > maxForms {
		return nil, 0
	}
	index = slices.Repeat([]int{-1}, len(categories))
	for _, n := range wholeNumbers() {
		c, form := own(n), theirs(n)
		if c < 0 || c >= len(categories) || form < 0 || form >= count || index[c] >= 0 && index[c] != form {
			return nil, 0
		}
		index[c] = form
	}
	last := 0
	for c, form := range index {
		switch {
		case form < 0 && count == len(categories):
			index[c] = c // it is ours: a category that whole numbers never have stands there all the same
		case form < 0 || categories[c] == "zero":
		case form < last:
			return nil, 0
		default:
			last = form
		}
	}
	for form := range count {
		if !slices.Contains(index, form) {
			return nil, 0 // nobody knows when it is meant
		}
	}
	return index, count
}

const maxForms = 10 // of a header

// wholeNumbers returns numbers among which every plural rule shows all it does.
func wholeNumbers() (all []int) {
	for n := range 1001 {
		all = append(all, n)
	}
	for n := 10_000; n <= 10_000_000; n *= 10 {
		all = append(all, n-1, n, n+1, n+2, 2*n, 4*n, 11*n)
	}
	return all
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
