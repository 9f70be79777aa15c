package check

import (
	"strings"
	"unicode"
)

// englishOnly are words that are English and hardly a word of another language in Latin script.
var englishOnly = wordSet(`the and of with your that this you are have has will they their which from what when should
	can't cannot for it's there these those been were would could about into than then them who how where not does
	before after because if is to by or be may at do`)

// weak are those of them that other languages have too: they count beside strong ones only.
var weakEnglish = wordSet(`for is to by or be may at do if not that how has than them then who`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// copied reports English that was not translated: a text that has the words of its English, or a sentence that is made
// of English function words. Names, codes and words that two languages share are no copy.
func (c *checker) copied() {
	if strings.HasPrefix(c.lang.Tag, "en") {
		return
	}
	const hint = "translate it, or leave the entry empty: readers then get English that is marked as English"
	if n, english, strong := c.copyOf(); n >= 3 && english > 0 || n == 2 && strong > 0 || n >= 6 {
		c.report("copy", Error, 0, "the text is a copy of the English", hint)
		return
	}
	i := 0
	for _, s := range c.dst.sentences {
		n, strong, weak := 0, 0, 0
		for ; i < len(c.dst.words) && c.dst.words[i].Start < s.End; i++ {
			w := c.dst.words[i].Lower
			if !latinWord(w) {
				continue
			}
			n++
			switch {
			case weakEnglish[w]:
				weak++
			case englishOnly[w]:
				strong++
			}
		}
		if n >= 3 && strong >= 1 && strong+weak >= 2 && 5*(strong+weak) >= n {
			c.reportSeen("copy", Error, s.Start+leadingSpace(c.dst.prose[s.Start:s.End]), "a sentence is still English", hint)
			return
		}
	}
}

// copyOf counts the words of a text that is word for word its English, and the English function words among them. Words
// that the glossary keeps do not count.
func (c *checker) copyOf() (n, english, strong int) {
	if len(c.src.words) != len(c.dst.words) {
		return 0, 0, 0
	}
	for i, w := range c.src.words {
		if w.Lower != c.dst.words[i].Lower {
			return 0, 0, 0
		}
		raw := c.src.prose[w.Start:w.End]
		if !latinWord(w.Lower) || len(w.Lower) < 2 || raw == strings.ToUpper(raw) || c.in.Glossary.KeepsWord(w.Lower) {
			continue
		}
		n++
		if englishOnly[w.Lower] {
			english++
			if !weakEnglish[w.Lower] {
				strong++
			}
		}
	}
	return n, english, strong
}

func latinWord(w string) bool {
	for _, r := range w {
		if unicode.IsLetter(r) {
			return unicode.Is(unicode.Latin, r)
		}
	}
	return false
}

func leadingSpace(s string) int { return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)) }
