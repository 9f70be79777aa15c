package check

import (
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
)

// untranslated reports English that was not translated: a text that has the words of its English, or a sentence that is made of English
// function words. Names, codes and words that two languages share are no copy.
func (c *checker) untranslated() {
	if strings.HasPrefix(c.lang.Tag, "en") {
		return
	}
	const hint = "translate it, or leave the entry empty: readers then get English that is marked as English"
	if n, english, distinct := c.copiedWords(); n >= 3 && english > 0 || n == 2 && distinct > 0 || n >= 6 {
		c.add("copy", Error, 0, "the text is a copy of the English", hint)
		return
	}
	i := 0
	for _, s := range c.target.sentences {
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

// copiedWords counts the words of a text that is word for word its English, the English function words among them, and those of these
// that no other language has. Words that the glossary keeps do not count.
func (c *checker) copiedWords() (n, english, distinct int) {
	if len(c.source.words) != len(c.target.words) {
		return 0, 0, 0
	}
	for i, w := range c.source.words {
		if w.Lower != c.target.words[i].Lower {
			return 0, 0, 0
		}
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
