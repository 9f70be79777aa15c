package check

import (
	"fmt"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/segment"
)

// What English for patients may ask of its readers.
const (
	maxGrade         = 8.0 // Flesch-Kincaid reading grade of a page
	maxSentenceWords = 25  // of a sentence

	minWordsForGrade = 100 // of fewer words a grade says nothing
)

// EnglishPage checks the English of one page: how hard it is to read, how long its sentences are, whether its links inside the site lead
// to one of the slugs, and whether any link is dangerous. Only Key, Kind and Source of the units are read.
func EnglishPage(units []Unit, slugs map[string]bool) []Finding {
	var findings []Finding
	var texts []string
	for _, u := range units {
		for _, form := range u.Source.Filled() {
			c := &checker{unit: Unit{Key: u.Key, Text: u.Source}, form: form}
			c.target = analyze(u.Source.Get(form), segment.Kind(u.Kind).IsMarkdown(), nil)
			c.longSentences()
			c.deadLinks(slugs)
			c.linkSchemes()
			findings = append(findings, c.findings...)
			texts = append(texts, c.target.plain)
		}
	}
	if g, words := readingGrade(texts); words >= minWordsForGrade && g > maxGrade && len(units) > 0 {
		findings = append(findings, Finding{units[0].Key, "other", "grade", Warning, fmt.Sprintf("the page reads at grade %.1f", g),
			fmt.Sprintf("shorten sentences and use shorter words, until it is at most %.1f", maxGrade), 0})
	}
	return findings
}

func (c *checker) longSentences() {
	for _, s := range lang.Sentences(c.target.plain) {
		text := c.target.plain[s.Start:s.End]
		if n := segment.Words(text); n > maxSentenceWords {
			c.addPlain("sentence", Warning, s.Start+leadingSpace(text), fmt.Sprintf("a sentence of %d words", n),
				fmt.Sprintf("make it two: at most %d words each", maxSentenceWords))
		}
	}
}
