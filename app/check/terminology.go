package check

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/check/glossary"
	"golang.org/x/text/unicode/norm"
)

// glossary demands of each term in the English that the translation renders it as the glossary says.
func (c *checker) glossary() {
	hits := c.src.terms
	if c.in.Glossary != c.english.glossary {
		hits = c.in.Glossary.Find(c.src.words, c.src.prose)
	}
	if len(hits) == 0 {
		return
	}
	text := glossary.Fold(c.dst.plain)
	var accepted []string
	for _, h := range hits {
		accepted = append(accepted, h.In(c.in.Tag).Match...)
	}
	for _, h := range hits {
		if h.Keep {
			if !strings.Contains(norm.NFC.String(c.dst.plain), h.Term) && !glossary.ContainsAny(text, h.In(c.in.Tag).Match) {
				c.report("glossary", Error, 0, quote(h.Term)+" is not to be translated, and is missing", "write it as the English does")
			}
			continue
		}
		r := h.In(c.in.Tag)
		for _, f := range r.Forbidden {
			if at := glossary.ForbiddenAt(text, glossary.Fold(f), accepted); at >= 0 {
				c.reportSeen("glossary", Error, glossary.Unfold(c.dst.plain, at), quote(f)+" is a wrong rendering of "+quote(h.Term), "write "+quote(r.Translation))
			}
		}
		if len(r.Match) > 0 && !glossary.ContainsAny(text, r.Match) && !h.CoveredBy(hits, text, c.in.Tag) {
			c.report("glossary", Warning, 0, fmt.Sprintf("the English has %s, the translation has not its term", quote(h.Term)), "write "+quote(r.Translation))
		}
	}
}
