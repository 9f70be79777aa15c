package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// wideMarks demands full-width marks behind Han characters and kana.
func (c *checker) wideMarks() {
	full := map[rune]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！", '.': "。", '(': "（", ')': "）"}
	if c.writes("Kana") {
		full = map[rune]string{',': "、", ';': "；", '?': "？", '!': "！", '.': "。"}
	}
	s := c.dst.prose
	for i, r := range s {
		w, ok := full[r]
		if !ok {
			continue
		}
		before, after := lang.RuneBefore(s, i), lang.RuneAt(s, i+1)
		wrong := wide(before) || strings.ContainsRune(",;?!", r) && wide(after) && before != lang.Masked
		if r == '(' || r == ')' {
			wrong = (wide(before) && wide(after)) || r == '(' && wide(after) || r == ')' && wide(before)
		}
		if wrong {
			c.mark(i, "the mark "+quote(string(r))+" is half-width", "write "+w)
			return
		}
	}
}

// arabicMarks demands the Arabic comma, semicolon and question mark, and the full stop of Urdu.
func (c *checker) arabicMarks() {
	own := map[rune]string{',': "،", ';': "؛", '?': "؟"}
	if c.base() == "ur" {
		own['.'] = "۔"
	}
	s := c.dst.prose
	for i, r := range s {
		w, ok := own[r]
		if !ok || r == '.' && (!lang.IsScript(lang.RuneBefore(s, i), "Arab") || i+1 < len(s) && lang.RuneAt(s, i+1) != ' ') {
			continue
		}
		before := lang.RuneBefore(s, i)
		if lang.IsScript(before, "Arab") && !unicode.IsDigit(before) || unicode.Is(unicode.Mn, before) || r == '?' && i+1 == len(s) || (before == ')' || before == lang.Masked) && r != '.' && lang.IsScript(lang.RuneAt(s, i+2), "Arab") {
			c.mark(i, "the mark "+quote(string(r))+" is not one of this language", "write "+w)
			return
		}
	}
}

// danda demands । at the end of a sentence in Hindi and Bengali. A point behind a short word is one of an abbreviation.
func (c *checker) danda() {
	if base := c.base(); base != "hi" && base != "bn" {
		return
	}
	s := c.dst.prose
	for i, r := range s {
		switch {
		case r == '|' && i > 0:
			c.mark(i, "a vertical line in place of a danda", "write ।")
			return
		case r == '.' && (i+1 == len(s) || s[i+1] == ' ') && unicode.In(lang.RuneBefore(s, i), unicode.Devanagari, unicode.Bengali):
			from := strings.LastIndexAny(s[:i], " (.") + 1
			if i+1 < len(s) && (utf8.RuneCountInString(s[from:i]) < 3 || shortened[s[from:i]] || strings.HasSuffix(s[:from], ".")) && !letterEnds(s[from:i]) {
				continue
			}
			c.mark(i, "the mark “.” is not one of this language", "write ।")
			return
		}
	}
}

// shortened are words of Hindi and Bengali that are written short, with a point.
var shortened = wordSet("डॉ प्रो श्री मि ग्रा सं रु क्र कि सेमी मिमी ডা মো প্রো ড মি সে কি গ্রা")

// letterEnds says whether a short word is a verb that ends sentences.
func letterEnds(w string) bool { return sentenceEnds[w] }

var sentenceEnds = wordSet("है हो था थे थी लें दें না হয় নয়")
