package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// repeated reports a word, or two words together, that stand there twice in a row. Where a language doubles words on
// purpose, its table says which.
func (c *checker) repeated() {
	c.sentenceTwice()
	if c.lang.Unspaced || len(c.lang.Scripts) > 0 && c.lang.Scripts[0] == "Thai" {
		c.pieceTwice()
		return
	}
	ws := c.target.words
	for i := 1; i < len(ws); i++ {
		w := ws[i]
		if w.Lower == ws[i-1].Lower && c.adjoining(ws[i-1], w) && !c.mayDouble(w.Lower) && !c.inSource(w.Lower, w.Lower) {
			c.addPlain("repeated", Warning, w.Start, quote(c.target.prose[w.Start:w.End])+" stands there twice", "leave one")
			return
		}
		if i >= 3 && w.Lower == ws[i-2].Lower && ws[i-1].Lower == ws[i-3].Lower && w.Lower != ws[i-1].Lower &&
			c.adjoining(ws[i-3], ws[i-2]) && c.adjoining(ws[i-2], ws[i-1]) && c.adjoining(ws[i-1], w) && !startsWithDigit(w.Lower) && !startsWithDigit(ws[i-1].Lower) {
			c.addPlain("repeated", Warning, ws[i-1].Start, quote(c.target.prose[ws[i-1].Start:w.End])+" stands there twice", "leave one")
			return
		}
	}
}

// sentenceTwice reports a sentence that stands there twice, where the English says nothing twice.
func (c *checker) sentenceTwice() {
	if c.source.repeats {
		return
	}
	if at := c.target.repeatedSentence(); at >= 0 {
		c.addPlain("repeated", Warning, at, "a sentence stands there twice", "leave one")
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

func startsWithDigit(s string) bool { r, _ := utf8.DecodeRuneInString(s); return unicode.IsDigit(r) }

// adjoining reports whether only spaces stand between two words.
func (c *checker) adjoining(a, b lang.Word) bool {
	gap := c.target.prose[a.End:b.Start]
	return gap != "" && strings.TrimSpace(gap) == ""
}

func (c *checker) mayDouble(lower string) bool {
	if c.lang.NeverDoubled.Has(lower) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(lower)
	return c.lang.Doubled.Has(lower) || c.lang.ShortMayDouble && utf8.RuneCountInString(lower) <= 4 || c.lang.AnyMayDouble || unicode.IsDigit(r) || utf8.RuneCountInString(lower) == 1 && unicode.Is(unicode.Latin, r) && len(c.lang.Scripts) > 0 && c.lang.Scripts[0] != "Latn"
}

// inSource reports whether the English itself has the two words, as names may.
func (c *checker) inSource(a, b string) bool {
	ws := c.source.words
	for i := 1; i < len(ws); i++ {
		if ws[i-1].Lower == a && ws[i].Lower == b {
			return true
		}
	}
	return false
}

// maxPiece is the longest piece, in characters, that is looked for twice in scripts without spaces.
const maxPiece = 14

// pieceTwice finds a piece of a text that stands there twice in a script without spaces.
func (c *checker) pieceTwice() {
	s := c.target.prose
	r, at := make([]rune, 0, len(s)), make([]int, 0, len(s))
	for i, x := range s {
		r, at = append(r, x), append(at, i)
	}
	for n := 1; n <= maxPiece; n++ {
		run := 0
		for i := 0; i+n < len(r); i++ {
			if r[i] != r[i+n] || !unicode.In(r[i], unicode.L, unicode.M) {
				run = 0
				continue
			}
			if run++; run < n {
				continue
			}
			p := string(r[i-n+1 : i+1])
			if c.isSlip(p, n, r, i-n+1) {
				c.addPlain("repeated", Warning, at[i+1], quote(p)+" stands there twice", "leave one")
				return
			}
		}
	}
}

// isSlip reports whether n characters that stand there twice, from place i on, are surely a slip.
func (c *checker) isSlip(p string, n int, r []rune, i int) bool {
	before := rune(0)
	if i > 0 {
		before = r[i-1]
	}
	if lang.IsScript(r[i], "Thai") {
		return n >= 4 && (n > 4 || !unicode.Is(unicode.Mn, r[i]))
	}
	if unicode.Is(unicode.Latin, r[i]) || strings.Contains(p, "一") {
		return false
	}
	kana := lang.IsScript(r[i], "Hira")
	switch {
	case n == 1 && p == "的":
		return before != '目' && before != '标' && before != '標'
	case n == 1:
		return lang.SingleCharacters.Has(p) && !lang.SingleCharacterAfter.Has(string(before))
	case n == 2 && kana:
		return false
	case n == 2:
		return lang.IsScript(r[i], "Hani") && lang.IsScript(r[i+1], "Hani") && !lang.HanReduplicated.Has(p)
	case n == 3 && kana:
		return false
	}
	return true
}
