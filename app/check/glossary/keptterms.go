package glossary

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

// Keeps reports whether a word, in lower case, is part of a term that is not translated.
func (g *Glossary) Keeps(lower string) bool { return g != nil && g.kept[lower] }

// KeptTerms are the terms that no language translates, such as names of drugs.
type KeptTerms struct{ expression *regexp.Regexp }

// newKeptTerms returns the kept terms, given as expressions, and nil for none. Of two at one place, the longer one is found.
func newKeptTerms(terms []string) *KeptTerms {
	if len(terms) == 0 {
		return nil
	}
	slices.SortFunc(terms, func(a, b string) int { return len(b) - len(a) })
	return &KeptTerms{regexp.MustCompile(strings.Join(terms, "|"))}
}

// KeptTerms returns the kept terms of a glossary, always the same, and nil where there are none.
func (g *Glossary) KeptTerms() *KeptTerms {
	if g == nil {
		return nil
	}
	return g.keptTerms
}

// Find returns where kept terms stand in a text of any language, for translate="no": pairs of bytes, in order and apart.
func (k *KeptTerms) Find(text string) (places [][2]int) {
	if k == nil {
		return nil
	}
	for _, m := range k.expression.FindAllStringIndex(text, -1) {
		if !joins(lang.RuneBefore(text, m[0]), lang.RuneAt(text, m[0])) && !joins(lang.RuneBefore(text, m[1]), lang.RuneAt(text, m[1])) {
			places = append(places, [2]int{m[0], m[1]})
		}
	}
	return places
}

// joins reports whether two characters are of one word. Chinese and Thai write no spaces, so that only characters of one kind join.
func joins(a, b rune) bool {
	latin := func(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Nd, unicode.Mn) }
	if latin(a) || latin(b) {
		return latin(a) && latin(b)
	}
	return unicode.IsLetter(a) && unicode.IsLetter(b)
}
