package check

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// glossary demands of each term in the English that the translation renders it as the glossary says.
func (c *checker) glossary() {
	hits := c.src.terms
	if c.in.Glossary != c.english.glossary {
		hits = c.in.Glossary.in(c.src.words, c.src.prose)
	}
	if len(hits) == 0 {
		return
	}
	text := foldTerm(c.dst.plain)
	var accepted []string
	for _, h := range hits {
		accepted = append(accepted, h.rendering(c.in.Tag).Match...)
	}
	for _, h := range hits {
		if h.Keep {
			if !strings.Contains(norm.NFC.String(c.dst.plain), h.Term) && !hasAny(text, h.rendering(c.in.Tag).Match) {
				c.report("glossary", Error, 0, quote(h.Term)+" is not to be translated, and is missing", "write it as the English does")
			}
			continue
		}
		r := h.rendering(c.in.Tag)
		for _, f := range r.Forbidden {
			if at := forbiddenAt(text, foldTerm(f), accepted); at >= 0 {
				c.reportSeen("glossary", Error, unfold(c.dst.plain, at), quote(f)+" is a wrong rendering of "+quote(h.Term), "write "+quote(r.Translation))
			}
		}
		if len(r.Match) > 0 && !hasAny(text, r.Match) && !h.covered(hits, text, c.in.Tag) {
			c.report("glossary", Warning, 0, fmt.Sprintf("the English has %s, the translation has not its term", quote(h.Term)), "write "+quote(r.Translation))
		}
	}
}
