package check

import (
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

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
	n, vowel := 0, false
	for _, r := range word {
		v := strings.ContainsRune(vowels, r)
		if v && !vowel {
			n++
		}
		vowel = v
	}
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
