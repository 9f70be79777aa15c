package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/check/quantity"
)

// script reports words in letters that are not the language's: an error where letters of two alphabets that look alike
// stand in one word, or where nobody who reads the language can read them.
func (c *checker) script() {
	if len(c.lang.Scripts) == 0 {
		return
	}
	c.own = lang.SetOf(c.lang.Scripts)
	reported := map[string]bool{}
	for _, w := range c.dst.words {
		c.wordScript(w, reported)
	}
	c.foreignLetters()
	c.variants()
}

func (c *checker) wordScript(w lang.Word, reported map[string]bool) {
	text := c.dst.prose[w.Start:w.End]
	if c.ownLetters(text) {
		return
	}
	for _, part := range lang.ScriptRuns(text) {
		code := lang.ScriptCode(part.Script)
		if slices.Contains(c.lang.Scripts, code) || reported[code] || c.mayStand(part, text) {
			continue
		}
		severity, hint := Error, "write it in the letters of the language"
		if code == "Latn" {
			severity, hint = Warning, "translate the word or write it in the letters of the language; a name that must stay goes into the glossary with keep = true"
		}
		reported[code] = true
		c.reportSeen("script", severity, w.Start+part.Start, fmt.Sprintf("%s is written in %s letters", quote(part.Text), lang.ScriptName(part.Script)), hint)
	}
	if a, b := lookalikes(text); a != "" && !reported["mixed"] {
		reported["mixed"] = true
		c.reportSeen("script", Error, w.Start, fmt.Sprintf("the word %s mixes %s and %s letters, which look alike", quote(text), a, b), "type the word again in one alphabet")
	}
}

// ownLetters says that a word has letters of the language's scripts alone, and no two that look alike: most words.
func (c *checker) ownLetters(text string) bool {
	seen := uint64(0)
	for _, r := range text {
		if s := lang.ScriptOf(r); s >= 0 {
			seen |= 1 << s
		}
	}
	alike := seen & 7
	return seen&^c.own == 0 && alike&(alike-1) == 0
}

// mayStand says whether a part of a foreign script may stand there: a word of the English, a short code, a unit, a
// single Greek letter, or a word that the glossary keeps.
func (c *checker) mayStand(p lang.ScriptRun, text string) bool {
	lower := lang.Fold(p.Text)
	switch lang.ScriptCode(p.Script) {
	case "Latn":
		upper := strings.ToUpper(p.Text) == p.Text
		return upper && len(p.Text) <= 6 || quantity.IsUnitSymbol(lower) || c.keepsLatin(p.Text) || c.in.Glossary.KeepsWord(lower) ||
			strings.ContainsAny(text, "0123456789") || len(lower) == 1 || shortCode(p.Text)
	case "Grek":
		return len([]rune(p.Text)) == 1
	case "Hani", "Arab", "Deva", "Beng", "Thai":
		return c.in.Glossary.KeepsWord(lower)
	}
	return false
}

// keepsLatin says whether a word may stay in Latin letters: a name, which has a capital inside an English sentence, or a
// word that is the same on every keyboard.
func (c *checker) keepsLatin(text string) bool {
	if international[lang.Fold(text)] {
		return true
	}
	for from := 0; unicode.IsUpper(lang.FirstRune(text)); {
		i := strings.Index(c.src.prose[from:], text)
		if i < 0 {
			break
		}
		before := strings.TrimRight(c.src.prose[:from+i], " (“")
		if from += i + len(text); before != "" && !strings.ContainsRune(".!?:", lang.RuneBefore(before, len(before))) {
			return true
		}
	}
	return false
}

var international = wordSet("cookie cookies web email e-mail internet online app pdf html css javascript wifi")

// shortCode says whether a word is written like a code: a capital inside, as in MSCs or mRNA.
func shortCode(s string) bool {
	return len(s) <= 8 && strings.ContainsFunc(s[1:], unicode.IsUpper)
}

// lookalikes gives the two alphabets that a word mixes, of Latin, Cyrillic and Greek.
func lookalikes(text string) (a, b string) {
	seen := [3]bool{}
	for _, r := range text {
		if s := lang.ScriptOf(r); s >= 0 && s < 3 {
			seen[s] = true
		}
	}
	var names []string
	for i, s := range seen {
		if s {
			names = append(names, lang.ScriptName(i))
		}
	}
	if len(names) < 2 || seen[2] && len([]rune(text)) <= 3 {
		return "", ""
	}
	return names[0], names[1]
}

// foreignLetters reports letters of the right script that the language does not have: Arabic yeh in Persian.
func (c *checker) foreignLetters() {
	for i, r := range c.dst.prose {
		if r >= 0x80 && slices.Contains(c.lang.ForeignLetters, r) {
			c.reportSeen("script", Warning, i, fmt.Sprintf("the letter %s (%s) is not one of this language", quote(string(r)), codePoint(r)), "type it with the keyboard of the language")
			return
		}
	}
}
