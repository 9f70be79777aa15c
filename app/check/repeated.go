package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// repeated reports a sentence that stands there twice, and a word, or two together, that do so in a row.
func (c *checker) repeated() {
	if at := c.target.repeatedSentence(); at >= 0 && c.source.repeatedSentence() < 0 {
		c.addPlain("repeated", Warning, at, "a sentence stands there twice", "leave one")
	}
	if c.lang.Unspaced || c.lang.Writes("Thai") {
		c.pieceTwice()
		return
	}
	ws := c.target.words
	for i := 1; i < len(ws); i++ {
		w := ws[i]
		if w.Lower == ws[i-1].Lower && c.adjoining(ws[i-1], w) && !c.mayDouble(w.Lower) && !c.doubledInSource(w.Lower) {
			c.addPlain("repeated", Warning, w.Start, quote(c.target.prose[w.Start:w.End])+" stands there twice", "leave one")
			return
		}
		if i >= 3 && w.Lower == ws[i-2].Lower && ws[i-1].Lower == ws[i-3].Lower && w.Lower != ws[i-1].Lower &&
			c.adjoining(ws[i-3], ws[i-2]) && c.adjoining(ws[i-2], ws[i-1]) && c.adjoining(ws[i-1], w) &&
			!startsWithDigit(w.Lower) && !startsWithDigit(ws[i-1].Lower) && !c.lang.Doubled.In(ws[i-1].Lower+" "+w.Lower, nil) {
			c.addPlain("repeated", Warning, ws[i-1].Start, quote(c.target.prose[ws[i-1].Start:w.End])+" stands there twice", "leave one")
			return
		}
	}
}

// repeatedSentence returns the place of the first sentence of prose that stood there before, and -1 where there is none.
func (t *analyzedText) repeatedSentence() int {
	if len(t.sentences) < 2 {
		return -1
	}
	seen := map[string]bool{}
	for _, p := range t.sentences {
		text := strings.TrimSpace(t.prose[p.Start:p.End])
		if len(text) < 12 || strings.Trim(text, string(rune(lang.Masked))+" .") == "" {
			continue
		}
		if seen[text] {
			return p.Start + leadingSpace(t.prose[p.Start:p.End])
		}
		seen[text] = true
	}
	return -1
}

func startsWithDigit(s string) bool { return unicode.IsDigit(lang.FirstRune(s)) }

// adjoining reports whether only spaces stand between two words.
func (c *checker) adjoining(a, b lang.Word) bool {
	gap := c.target.prose[a.End:b.Start]
	return gap != "" && strings.TrimSpace(gap) == ""
}

// mayDouble reports whether the language says a word twice on purpose. Numbers may stand twice, and single Latin letters in other scripts.
func (c *checker) mayDouble(lower string) bool {
	l, length, first := c.lang, utf8.RuneCountInString(lower), lang.FirstRune(lower)
	if l.NeverDoubled.Has(lower) {
		return false
	}
	return l.AnyMayDouble || l.ShortMayDouble && length <= 4 || l.Doubled.Has(lower) || unicode.IsDigit(first) ||
		length == 1 && unicode.Is(unicode.Latin, first) && len(l.Scripts) > 0 && l.Scripts[0] != "Latn"
}

// doubledInSource reports whether the English itself has a word twice, as names may.
func (c *checker) doubledInSource(lower string) bool {
	words := c.source.words
	for i := 1; i < len(words); i++ {
		if words[i-1].Lower == lower && words[i].Lower == lower {
			return true
		}
	}
	return false
}

// maxPiece is the longest piece, in characters, that is looked for twice in scripts without spaces.
const maxPiece = 14

// pieceTwice reports a piece of a text that stands there twice in a script without spaces.
func (c *checker) pieceTwice() {
	runes := []rune(c.target.prose)
	for n := 1; n <= maxPiece; n++ {
		same := 0
		for i := 0; i+n < len(runes); i++ {
			if runes[i] != runes[i+n] || !unicode.In(runes[i], unicode.L, unicode.M) {
				same = 0
				continue
			}
			if same++; same >= n && isSlip(runes, i-n+1, n) {
				c.addPlain("repeated", Warning, len(string(runes[:i+1])), quote(string(runes[i-n+1:i+1]))+" stands there twice", "leave one")
				return
			}
		}
	}
}

// isSlip reports whether n characters that stand there twice, from an index on, are surely a slip.
func isSlip(runes []rune, i, n int) bool {
	piece, first, before := string(runes[i:i+n]), runes[i], rune(0)
	if i > 0 {
		before = runes[i-1]
	}
	isKana := lang.IsScript(first, "Hira")
	switch {
	case lang.IsScript(first, "Thai"):
		return n > 4 || n == 4 && !unicode.Is(unicode.Mn, first)
	case unicode.Is(unicode.Latin, first) || strings.Contains(piece, "一"):
		return false
	case piece == "的":
		return !strings.ContainsRune("目标標", before)
	case n == 1:
		return lang.SingleCharacters.Has(piece) && !lang.SingleCharacterAfter.Has(string(before))
	case n == 2:
		return !isKana && lang.IsScript(first, "Hani") && lang.IsScript(runes[i+1], "Hani") && !lang.HanReduplicated.Has(piece)
	}
	return n > 3 || !isKana
}
