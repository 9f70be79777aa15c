package catalog

import (
	"slices"
	"strconv"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Categories returns the plural categories that a locale's messages with plural forms must fill, in CLDR's order. They are found by
// asking go-i18n which form it takes for some thousand numbers, since it shows its rules to nobody (R33). A locale for whose
// language go-i18n has no rule (ht, prs, rw, …), or that is no language, has other alone: its messages are served, each
// in the one form that fits every number (R36).
func Categories(tag string) []string {
	p := newPluralizer(tag)
	if !p.ruled {
		return []string{"other"}
	}
	seen := map[string]bool{}
	for _, n := range pluralSamples() {
		seen[p.form(n)] = true
	}
	return slices.DeleteFunc(slices.Clone(categories[:]), func(c string) bool { return !seen[c] })
}

// pluralSamples has a number of every category: CLDR's rules look at a number modulo 100, at powers of ten, and at two decimals.
func pluralSamples() []any {
	numbers := make([]any, 0, 1300)
	for n := range 1001 {
		numbers = append(numbers, n)
	}
	for n := 10_000; n <= 1_000_000_000; n *= 10 {
		numbers = append(numbers, n, n+1, 2*n)
	}
	for n := range 200 {
		numbers = append(numbers, strconv.FormatFloat(float64(n)/10, 'f', 1, 64), strconv.FormatFloat(float64(n)/100, 'f', 2, 64))
	}
	return numbers
}

// pluralizer asks go-i18n for the plural category of a number. Its bundle has one language, so that go-i18n never chooses one (R6, R35).
type pluralizer struct {
	bundle    *i18n.Bundle
	localizer *i18n.Localizer
	tag       language.Tag
	ruled     bool // go-i18n has a rule for the language
}

// probeKey is the key of a message each form of which is its own name. No key of a catalog is written like it.
const probeKey = "?"

func newPluralizer(tag string) pluralizer {
	p := pluralizer{tag: language.Make(tag)}
	p.bundle = i18n.NewBundle(p.tag)
	m := &i18n.Message{ID: probeKey, Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"}
	p.ruled = p.tag != language.Und && p.bundle.AddMessages(p.tag, m) == nil
	if !p.ruled {
		// CLDR's root rule is other for every number. For go-i18n und is English, so a language stands in that has that rule.
		p.tag = language.Japanese
		p.bundle = i18n.NewBundle(p.tag)
	}
	p.localizer = i18n.NewLocalizer(p.bundle, p.tag.String())
	return p
}

func (p pluralizer) form(number any) string {
	form, err := p.localizer.Localize(&i18n.LocalizeConfig{MessageID: probeKey, PluralCount: number})
	if err != nil {
		return "other"
	}
	return form
}
