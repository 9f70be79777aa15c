package render

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/glossary"
)

// keptTerms finds the terms that no language translates: names of drugs, codes.
type keptTerms struct{ pattern *regexp.Regexp }

// newKeptTerms gives nil where the glossary keeps nothing.
func newKeptTerms(g *glossary.Glossary) *keptTerms {
	if g == nil {
		return nil
	}
	var terms []string
	for _, t := range g.Terms() {
		if t.Keep {
			terms = append(terms, regexp.QuoteMeta(t.Term))
		}
	}
	if len(terms) == 0 {
		return nil
	}
	slices.SortFunc(terms, func(a, b string) int { return len(b) - len(a) }) // the longest wins
	return &keptTerms{regexp.MustCompile(strings.Join(terms, "|"))}
}

// escape writes a text as HTML, every kept term in an element that tells browsers and their translators to leave it alone.
func (k *keptTerms) escape(text string) string {
	if k == nil {
		return html.EscapeString(text)
	}
	var b strings.Builder
	end := 0
	for _, m := range k.pattern.FindAllStringIndex(text, -1) {
		if !standsAlone(text, m[0], m[1]) {
			continue
		}
		b.WriteString(html.EscapeString(text[end:m[0]]) + `<span translate="no">` + html.EscapeString(text[m[0]:m[1]]) + "</span>")
		end = m[1]
	}
	return b.String() + html.EscapeString(text[end:])
}

// standsAlone says that a piece of a text is no part of a longer word. Chinese and Thai write no spaces, so that only letters of
// the piece's own kind join it.
func standsAlone(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	first, _ := utf8.DecodeRuneInString(text[from:])
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	return !joined(before, first) && !joined(last, after)
}

func joined(a, b rune) bool {
	word := func(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Nd, unicode.Mn) }
	if word(a) || word(b) {
		return word(a) && word(b)
	}
	return unicode.IsLetter(a) && unicode.IsLetter(b)
}
