package po

import (
	"fmt"
	"slices"
	"strings"
)

// pluralForms returns the value of the header field Plural-Forms for a locale (gettext manual, section "Plural forms"). Its expression
// gives for a whole number n the index of n's plural category in categories, which are those of the locale.
func pluralForms(tag string, categories []string) string {
	rule, _ := pluralRuleOf(tag)
	return fmt.Sprintf("nplurals=%d; plural=%s;", len(categories), pluralExpression(rule, categories))
}

// pluralExpression returns a rule as one C expression.
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
