package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Categories returns the plural categories that a locale's messages with plural forms must fill, in CLDR's order. They are found by
// asking go-i18n which form it takes for some thousand numbers, since it shows its rules to nobody (R33). A locale for whose
// language go-i18n has no rule (ht, prs, rw, …), or that is no language, has other alone: its messages are served, each
// in the one form that fits every number (R36).
func Categories(tag string) []string {
	examples := knownExamples.of(tag)
	return slices.DeleteFunc(slices.Clone(categories[:]), func(c string) bool { return examples[c] == "" })
}

// ExampleNumbers returns a number for each plural category that a locale has, as a person writes it in digits: the smallest of CLDR's that takes it.
func ExampleNumbers(tag string) map[string]string { return maps.Clone(knownExamples.of(tag)) }

// knownExamples keeps what go-i18n was asked, because asking takes 35 ms: as long as all else that a save does.
var knownExamples pluralExamples

// maxExamples is how many tags are kept at most (law 8): there are fewer languages that have a table of their own.
const maxExamples = 1000

// pluralExamples are the example numbers of languages, by tag, each found when it is first asked for.
type pluralExamples struct {
	mu    sync.Mutex
	byTag map[string]func() map[string]string
}

// of returns the example numbers of a tag. They are not to be changed.
func (e *pluralExamples) of(tag string) map[string]string {
	e.mu.Lock()
	find := e.byTag[tag]
	if find == nil {
		tag = strings.Clone(tag) // it may be part of a request's memory (R18)
		find = sync.OnceValue(func() map[string]string { return exampleNumbers(tag) })
		if e.byTag == nil {
			e.byTag = map[string]func() map[string]string{}
		}
		if len(e.byTag) < maxExamples {
			e.byTag[tag] = find
		}
	}
	e.mu.Unlock()
	return find()
}

func exampleNumbers(tag string) map[string]string {
	p, examples := newPluralizer(tag), map[string]string{}
	for _, n := range pluralSamples() {
		form := "other"
		if p.ruled {
			form = p.form(n)
		}
		if _, known := examples[form]; !known {
			examples[form] = fmt.Sprint(n)
		}
	}
	return examples
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
