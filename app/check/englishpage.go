package check

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/segment"
)

// What English for patients may ask of its readers.
const (
	MaxGrade = 8.0 // Flesch-Kincaid reading grade of a page
	MaxWords = 25  // of a sentence

	enoughWords = 100 // below so many words a grade says nothing
)

// EnglishPage checks the English of one page: how hard it is to read, how long its sentences are, whether its links
// inside the site lead to one of the slugs, and whether any link is dangerous. Only Key, Kind and Source of the units are read.
func EnglishPage(units []Unit, slugs map[string]bool) []Finding {
	var fs []Finding
	var texts []string
	for _, u := range units {
		for _, form := range u.Source.Filled() {
			c := &checker{unit: Unit{Key: u.Key, Kind: u.Kind, Text: u.Source}, form: form, markdown: segment.Kind(u.Kind).IsMarkdown()}
			c.dst = newView(u.Source.Get(form), c.markdown, nil)
			c.longSentences()
			c.deadLinks(slugs)
			c.danger()
			fs = append(fs, c.findings...)
			texts = append(texts, c.dst.plain)
		}
	}
	if g, words := Grade(texts); words >= enoughWords && g > MaxGrade && len(units) > 0 {
		fs = append(fs, Finding{units[0].Key, "other", "grade", Warning, fmt.Sprintf("the page reads at grade %.1f", g),
			fmt.Sprintf("shorten sentences and use shorter words, until it is at most %.1f", MaxGrade), 0})
	}
	return fs
}

func (c *checker) longSentences() {
	for _, s := range lang.Sentences(c.dst.plain) {
		if n := segment.Words(c.dst.plain[s.Start:s.End]); n > MaxWords {
			c.reportSeen("sentence", Warning, s.Start+leadingSpace(c.dst.plain[s.Start:s.End]), fmt.Sprintf("a sentence of %d words", n), fmt.Sprintf("make it two: at most %d words each", MaxWords))
		}
	}
}

// deadLinks reports a link into the site to a page that is not there.
func (c *checker) deadLinks(slugs map[string]bool) {
	if slugs == nil {
		return
	}
	for _, r := range linksOf(orEmpty(c.dst.root)) {
		if !strings.HasPrefix(r.Dest, "/") || strings.HasPrefix(r.Dest, "//") || r.Kind == segment.RunImage || strings.HasPrefix(r.Dest, "/assets/") {
			continue
		}
		slug := strings.Trim(r.Dest, "/")
		if i := strings.IndexAny(slug, "?#"); i >= 0 {
			slug = strings.Trim(slug[:i], "/")
		}
		if slug != "" && !slugs[slug] {
			c.report("deadlinks", Error, r.Start, "there is no page "+quote(slug), "link to a page of content/, as /slug")
		}
	}
}

func orEmpty(r *segment.Run) *segment.Run {
	if r == nil {
		return &segment.Run{}
	}
	return r
}

// Grade gives the Flesch-Kincaid reading grade of texts in English, and how many words they have. Every text ends a
// sentence.
func Grade(texts []string) (grade float64, words int) {
	sentences, syllables := 0, 0
	for _, t := range texts {
		for _, s := range lang.Sentences(t) {
			n := 0
			for _, w := range lang.Words(t[s.Start:s.End]) {
				n++
				syllables += syllablesOf(w.Lower)
			}
			if words += n; n > 0 {
				sentences++
			}
		}
	}
	if words == 0 {
		return 0, 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59, words
}

// syllablesOf counts the syllables of an English word as it sounds to one who only sees it: groups of vowels, without a
// silent e at the end.
func syllablesOf(w string) int {
	n, vowel := 0, false
	for _, r := range w {
		v := strings.ContainsRune("aeiouy", r)
		if v && !vowel {
			n++
		}
		vowel = v
	}
	bare := strings.TrimRightFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
	switch {
	case strings.HasSuffix(bare, "le") && len(bare) > 2 && !strings.ContainsRune("aeiouy", rune(bare[len(bare)-3])):
	case strings.HasSuffix(bare, "es") && len(bare) > 3 && !strings.ContainsAny(bare[len(bare)-3:len(bare)-2], "sxzcg"):
		n--
	case strings.HasSuffix(bare, "e"):
		n--
	case strings.HasSuffix(bare, "ed") && len(bare) > 3 && !strings.ContainsAny(bare[len(bare)-3:len(bare)-2], "td"):
		n--
	}
	return int(math.Max(1, float64(n)))
}

// Twins reports English texts that differ from an earlier one only in case, spaces or punctuation: translators would
// translate one thing twice, and readers meet two spellings of it. Only Key, Kind and Source of the units are read.
func Twins(units []Unit) []Finding {
	type first struct{ key, text string }
	seen := map[string]first{}
	var fs []Finding
	for _, u := range units {
		if u.Source.Plural() {
			continue
		}
		text := u.Source.Other
		bare := bareText(text)
		if bare == "" {
			continue
		}
		if f, ok := seen[bare]; !ok {
			seen[bare] = first{u.Key, text}
		} else if f.text != text {
			fs = append(fs, Finding{u.Key, "other", "twins", Warning, "the text differs from that of " + f.key + " only in case or punctuation: " + quote(f.text),
				"write both the same, if they are the same", 0})
		}
	}
	return fs
}

// bareText leaves letters and digits, with one space between words.
func bareText(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
			continue
		}
		gap = true
	}
	return b.String()
}
