package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	softHyphen  = "\u00ad" // seen only where a line ends in it; browsers leave it out when they look for words
	longWord    = 16       // letters from which a word may be wider than a phone, or leave half a line empty
	hyphenApart = 4        // letters that stay together at each end of a word
)

// Hyphenate returns a text whose very long words may be broken between syllables, with a hyphen. The style sheet asks browsers to hyphenate, and most do that
// better; this is for those without patterns for the language, which would break a word anywhere or not at all.
func Hyphenate(text string) string {
	if len(text) < longWord {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		end := strings.IndexFunc(text, func(c rune) bool { return !inWord(c) })
		if end < 0 {
			end = len(text)
		}
		if word := text[:end]; utf8.RuneCountInString(word) >= longWord {
			b.WriteString(hyphenateWord([]rune(word)))
		} else {
			b.WriteString(word)
		}
		text = text[end:]
		next := strings.IndexFunc(text, inWord)
		if next < 0 {
			next = len(text)
		}
		b.WriteString(text[:next])
		text = text[next:]
	}
	return b.String()
}

// inWord reports whether a letter belongs to a script whose words are hyphenated at the end of a line.
func inWord(c rune) bool { return unicode.In(c, unicode.Latin, unicode.Cyrillic, unicode.Greek) }

// hyphenateWord puts a soft hyphen before the consonants that a syllable begins with: the last before a vowel, or two that are one sound.
func hyphenateWord(word []rune) string {
	var b strings.Builder
	for i, c := range word {
		if i >= hyphenApart && i <= len(word)-hyphenApart && beginsSyllable(word, i) {
			b.WriteString(softHyphen)
		}
		b.WriteRune(c)
	}
	return b.String()
}

// beginsSyllable reports whether a syllable begins with the consonant at i.
func beginsSyllable(word []rune, i int) bool {
	if isVowel(word[i]) || strings.ContainsRune("ьъЬЪ", word[i]) {
		return false
	}
	sound := soundLength(word[i:])
	if i+sound >= len(word) || !isVowel(word[i+sound]) {
		return false
	}
	for before := 1; before <= 2; before++ { // it is no end of a longer sound
		if i >= before && soundLength(word[i-before:]) > before {
			return false
		}
	}
	return i > 0
}

// sounds are consonants that stand together, the longest first.
var sounds = []string{"sch", "ch", "ck", "ph", "th", "sh", "gh", "qu", "bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "pl", "pr", "tr",
	"бл", "бр", "вл", "вр", "гл", "гр", "др", "кл", "кр", "пл", "пр", "ст", "тр", "фл", "фр"}

// soundLength returns how many letters at the beginning of a word are one sound.
func soundLength(word []rune) int {
	head := strings.ToLower(string(word[:min(len(word), 3)]))
	for _, s := range sounds {
		if strings.HasPrefix(head, s) {
			return utf8.RuneCountInString(s)
		}
	}
	return 1
}

const vowels = "aeiouyäöüàáâãåæèéêëìíîïòóôõøœùúûýÿāēīōūаеёиоуыэюяіїєαεηιοωυάέήίόύώϊϋ"

func isVowel(c rune) bool { return strings.ContainsRune(vowels, unicode.ToLower(c)) }
