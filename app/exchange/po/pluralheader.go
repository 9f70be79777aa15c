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

// pluralExpression returns a rule as one C expression. The commonest rules look as the gettext manual has them.
func pluralExpression(r pluralRule, categories []string) string {
	if len(categories) == 1 {
		return "0"
	}
	if slices.Equal(categories, []string{"one", "other"}) {
		switch r["one"] {
		case "n==1":
			return "(n != 1)"
		case "n==0 || n==1":
			return "(n > 1)"
		}
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

// equalPluralForms reports whether two values of Plural-Forms differ only in white space, in parentheses around the expression, and in the
// last semicolon.
func equalPluralForms(a, b string) bool { return barePluralForms(a) == barePluralForms(b) }

func barePluralForms(forms string) string {
	count, plural, _ := strings.Cut(strings.TrimRight(strings.Join(strings.Fields(forms), ""), ";"), ";plural=")
	for strings.HasPrefix(plural, "(") && strings.HasSuffix(plural, ")") && strings.Count(plural, "(") == 1 {
		plural = plural[1 : len(plural)-1]
	}
	return count + ";" + plural
}
