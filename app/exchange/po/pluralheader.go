package po

import (
	"fmt"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"golang.org/x/text/language"
)

// PluralForms gives the value of a PO file's Plural-Forms header for a locale. The index that the expression gives for a whole
// number n is that of n's plural category in catalog.Categories(tag).
func PluralForms(tag string) string {
	categories := catalog.Categories(tag)
	return fmt.Sprintf("nplurals=%d; plural=%s;", len(categories), expression(ruleOf(tag), categories))
}

// expression writes a rule in C's syntax, as gettext wants it.
func expression(r rule, categories []string) string {
	if len(categories) == 1 {
		return "0"
	}
	if slices.Equal(categories, []string{"one", "other"}) {
		switch r.one {
		case "n==1":
			return "(n != 1)"
		case "n==0 || n==1":
			return "(n > 1)"
		}
	}
	var b strings.Builder
	for _, c := range categories {
		if when := r.when(c); when != "" {
			fmt.Fprintf(&b, "%s ? %d : ", when, slices.Index(categories, c))
		}
	}
	rest := slices.Index(categories, r.rest)
	if rest < 0 {
		rest = len(categories) - 1
	}
	return fmt.Sprintf("(%s%d)", b.String(), rest)
}

func (r rule) when(category string) string {
	switch category {
	case "zero":
		return r.zero
	case "one":
		return r.one
	case "two":
		return r.two
	case "few":
		return r.few
	case "many":
		return r.many
	}
	return ""
}

// ruleOf gives the rule of a locale, by its own tag, the tags above it, or its language. A language that the table lacks gets
// the numbers 0, 1 and 2 right where their categories are named after them.
func ruleOf(tag string) rule {
	for t := language.Make(tag); t != language.Und; t = t.Parent() {
		if r, ok := find(t.String()); ok {
			return r
		}
	}
	base, _ := language.Make(tag).Base()
	if r, ok := find(base.String()); ok {
		return r
	}
	return rule{zero: "n==0", one: "n==1", two: "n==2"}
}

func find(tag string) (rule, bool) {
	for _, r := range rules {
		if slices.Contains(strings.Fields(r.tags), tag) {
			return r, true
		}
	}
	return rule{}, false
}
