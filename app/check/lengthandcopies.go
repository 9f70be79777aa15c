package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// lengthLimits returns what is too short or too long, as a share of the usual length, by characters of English. Longer texts vary less.
func lengthLimits(english int) (shortest, longest float64) {
	for _, limits := range [][3]float64{{300, 0.68, 1.5}, {120, 0.62, 1.6}, {60, 0.5, 1.85}, {30, 0.3, 2.8}} {
		if float64(english) >= limits[0] {
			return limits[1], limits[2]
		}
	}
	return 0, math.Inf(1)
}

// length warns of a text that is far shorter or longer than such an English text becomes in the language.
func (c *checker) length() {
	if c.lang.LengthRatio == 0 {
		return
	}
	english := utf8.RuneCountInString(c.source.plain)
	shortest, longest := lengthLimits(english)
	if c.lang.LengthGuessed {
		shortest, longest = 0.7*shortest, 1.4*longest
	}
	share := c.lengthShare()
	message := fmt.Sprintf("the text has %.0f %% of the length that it would mostly have", 100*share)
	switch {
	case share < shortest:
		c.add("length", Warning, len(c.target.text), message, "see whether a part of the English is missing")
	case share > longest:
		c.add("length", Warning, 0, message, "see whether something stands there twice, or was added")
	}
}

// untranslated reports English that was not translated: a text that has the words of its English, or a sentence that is made of English
// function words. Names, codes and words that two languages share are no copy.
func (c *checker) untranslated() {
	if strings.HasPrefix(c.lang.Tag, "en") {
		return
	}
	const hint = "translate it, or leave the entry empty: readers then get English that is marked as English"
	if n, english, distinct := c.copiedWords(); n >= 3 && english > 0 || n == 2 && (distinct > 0 || english > 0 && placeholder.MatchString(c.target.text)) || n >= 6 {
		c.add("copy", Error, 0, "the text is a copy of the English", hint)
		return
	}
	i := 0
	for _, s := range c.target.sentences {
		if c.leftEnglish(s) {
			c.addPlain("copy", Error, s.Start+leadingSpace(c.target.prose[s.Start:s.End]), "a sentence is still English", hint)
			return
		}
		n, shared, distinct := 0, 0, 0
		for ; i < len(c.target.words) && c.target.words[i].Start < s.End; i++ {
			w := c.target.words[i].Lower
			switch {
			case !isLatin(w):
				continue
			case lang.EnglishShared.Has(w):
				shared++
			case lang.EnglishOnly.Has(w):
				distinct++
			}
			n++
		}
		if n >= 3 && distinct >= 1 && distinct+shared >= 2 && 5*(distinct+shared) >= n {
			c.addPlain("copy", Error, s.Start+leadingSpace(c.target.prose[s.Start:s.End]), "a sentence is still English", hint)
			return
		}
	}
}

// leftEnglish reports whether a sentence of a text with several is, in words of lower case, one of its English.
func (c *checker) leftEnglish(s lang.Sentence) bool {
	words := c.target.wordsIn(s)
	if len(c.source.sentences) < 2 || len(words) < 2 || !slices.ContainsFunc(words[1:], func(w lang.Word) bool {
		return isLatin(w.Lower) && unicode.IsLower(lang.RuneAt(c.target.prose, w.Start)) && !c.in.Glossary.Keeps(w.Lower)
	}) {
		return false
	}
	return slices.ContainsFunc(c.source.sentences, func(e lang.Sentence) bool {
		return slices.EqualFunc(c.source.wordsIn(e), words, func(a, b lang.Word) bool { return a.Lower == b.Lower })
	})
}

// copiedWords counts the words of a text that is word for word its English, the English function words among them, and those of these
// that no other language has. Words that the glossary keeps do not count.
func (c *checker) copiedWords() (n, english, distinct int) {
	if !slices.EqualFunc(c.source.words, c.target.words, func(a, b lang.Word) bool { return a.Lower == b.Lower }) {
		return 0, 0, 0
	}
	for _, w := range c.source.words {
		raw := c.source.prose[w.Start:w.End]
		if !isLatin(w.Lower) || len(w.Lower) < 2 || raw == strings.ToUpper(raw) || c.in.Glossary.Keeps(w.Lower) {
			continue
		}
		n++
		if lang.EnglishOnly.Has(w.Lower) {
			english++
			if !lang.EnglishShared.Has(w.Lower) {
				distinct++
			}
		}
	}
	return n, english, distinct
}

// isLatin reports whether the first letter of a word is Latin.
func isLatin(word string) bool {
	i := strings.IndexFunc(word, unicode.IsLetter)
	return i >= 0 && unicode.Is(unicode.Latin, lang.RuneAt(word, i))
}

func leadingSpace(s string) int { return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)) }
