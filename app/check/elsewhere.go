package check

import (
	"slices"
	"strings"
)

// minWordsElsewhere is of how many words two English texts must be, so that one translation of both is no chance.
const minWordsElsewhere = 4

// Elsewhere reports translations, all of one locale, that stand at another key whose English says something else: one of the two was
// written, or pasted, at the wrong place. Where one English text has the translation more often than the others, that one is right.
func Elsewhere(units []Unit, in Context) (findings []Finding) {
	byText := map[string][]*Unit{}
	for i, u := range units {
		if text := u.Text.Other; !u.Source.Plural() && strings.Count(u.Source.Other, " ") >= minWordsElsewhere-1 {
			byText[text] = append(byText[text], &units[i])
		}
	}
	for _, u := range units {
		if same := byText[u.Text.Other]; len(same) > 1 {
			findings = append(findings, u.elsewhere(same, in)...)
		}
	}
	return findings
}

// elsewhere reports whether other units with the same translation have another English.
func (u Unit) elsewhere(same []*Unit, in Context) []Finding {
	english, own, first := bareText(u.Source.Other), 0, (*Unit)(nil)
	count := map[string]int{}
	for _, s := range same {
		bare := bareText(s.Source.Other)
		count[bare]++
		switch {
		case bare == english:
			own++
		case first == nil && !alike(bare, english):
			first = s
		}
	}
	if first == nil || strings.Count(english, " ") < minWordsElsewhere-1 {
		return nil
	}
	for _, n := range count {
		if own > n {
			return nil
		}
	}
	c := &checker{unit: u, in: in, form: "other"}
	c.add("elsewhere", Warning, 0, "the same text stands at "+first.Key+", whose English is "+quote(first.Source.Other), "see which of the two it translates")
	return slices.DeleteFunc(c.suppress(), func(f Finding) bool { return f.Rule != "elsewhere" })
}

// alike reports whether two texts of bare words share most of them.
func alike(a, b string) bool {
	words, other := strings.Fields(a), strings.Fields(b)
	if len(words) > len(other) {
		words, other = other, words
	}
	shared := 0
	for _, w := range words {
		if slices.Contains(other, w) {
			shared++
		}
	}
	return 5*shared >= 4*len(other)
}
