package check

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/segment"
)

// What English for patients may ask of its readers.
const (
	maxGrade         = 8.0 // Flesch-Kincaid reading grade of a page
	maxSentenceWords = 25  // of a sentence
	minWordsForGrade = 100 // of fewer words a grade says nothing
)

// EnglishPage checks the English of one page: how hard it is to read, how long its sentences are, and whether any link is dangerous. Only Key,
// Kind and Source of the units are read.
func EnglishPage(units []Unit) []Finding {
	var findings []Finding
	var texts []string
	for _, u := range units {
		for _, form := range u.Source.Filled() {
			c := &checker{unit: Unit{Key: u.Key, Text: u.Source}, form: form}
			c.target = analyze(u.Source.Get(form), segment.Kind(u.Kind).IsMarkdown(), nil)
			c.longSentences()
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

// readingGrade returns the Flesch-Kincaid reading grade of texts in English, and how many words they have. Every text ends a sentence.
func readingGrade(texts []string) (grade float64, words int) {
	sentences, syllables := 0, 0
	for _, t := range texts {
		for _, s := range lang.Sentences(t) {
			ws := lang.Words(t[s.Start:s.End])
			for _, w := range ws {
				syllables += countSyllables(w.Lower)
			}
			if words += len(ws); len(ws) > 0 {
				sentences++
			}
		}
	}
	if words == 0 {
		return 0, 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59, words
}

const vowels = "aeiouy"

// countSyllables returns how many syllables an English word seems to have: groups of vowels, without a silent e at the end.
func countSyllables(word string) int {
	n := len(strings.FieldsFunc(word, func(r rune) bool { return !strings.ContainsRune(vowels, r) }))
	bare := strings.TrimRightFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
	third := "" // the last letter but two
	if len(bare) > 2 {
		third = bare[len(bare)-3 : len(bare)-2]
	}
	isLong := len(bare) > 3
	switch {
	case strings.HasSuffix(bare, "le") && third != "" && !strings.Contains(vowels, third):
	case strings.HasSuffix(bare, "es") && isLong && !strings.Contains("sxzcg", third), strings.HasSuffix(bare, "e"),
		strings.HasSuffix(bare, "ed") && isLong && !strings.Contains("td", third):
		n--
	}
	return max(1, n)
}

// NearDuplicates reports English texts that differ from an earlier one only in case, spaces or punctuation: translators would translate
// one thing twice, and readers meet two spellings of it. Only Key and Source of the units are read.
func NearDuplicates(units []Unit) (findings []Finding) {
	seen := map[string]Unit{}
	for _, u := range units {
		bare := bareText(u.Source.Other)
		if u.Source.Plural() || bare == "" {
			continue
		}
		if first, ok := seen[bare]; !ok {
			seen[bare] = u
		} else if first.Source.Other != u.Source.Other {
			findings = append(findings, Finding{u.Key, "other", "twins", Warning,
				"the text differs from that of " + first.Key + " only in case or punctuation: " + quote(first.Source.Other),
				"write both the same, if they are the same", 0})
		}
	}
	return findings
}

// bareText returns the words of a text in lower case, with one space between them: its letters, digits and combining marks.
func bareText(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.Nd, unicode.M) })
	return strings.ToLower(strings.Join(words, " "))
}
