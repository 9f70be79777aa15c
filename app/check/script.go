package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// script reports words in letters that are not the language's: an error where letters of two alphabets that look alike stand in one
// word, or where nobody who reads the language can read them.
func (c *checker) script() {
	if len(c.lang.Scripts) == 0 {
		return
	}
	reported := map[string]bool{}
	for _, w := range c.target.words {
		c.wordScript(w, reported)
	}
	c.foreignLetters()
}

func (c *checker) wordScript(w lang.Word, reported map[string]bool) {
	text, runs := c.target.prose[w.Start:w.End], 0
	for run := range lang.ScriptRuns(text) {
		runs++
		code := run.Script.Code
		if c.lang.Writes(code) || reported[code] || c.mayStand(run, text) {
			continue
		}
		severity, hint := Error, "write it in the letters of the language"
		if code == "Latn" {
			severity, hint = Warning, "translate the word or write it in the letters of the language; a name that must stay goes into the glossary with keep = true"
		}
		reported[code] = true
		c.addPlain("script", severity, w.Start+run.Start, fmt.Sprintf("%s is written in %s letters", quote(run.Text), run.Script.Name), hint)
	}
	if runs < 2 || reported["mixed"] {
		return
	}
	if a, b, ok := lang.Lookalikes(text); ok {
		reported["mixed"] = true
		c.addPlain("script", Error, w.Start, fmt.Sprintf("the word %s mixes %s and %s letters, which look alike", quote(text), a.Name, b.Name),
			"type the word again in one alphabet")
	}
}

// mayStand reports whether a word, or a single Greek letter, may stand in letters of a foreign script.
func (c *checker) mayStand(run lang.ScriptRun, word string) bool {
	lower := lang.Fold(run.Text)
	switch run.Script.Code {
	case "Latn":
		isUpper := strings.ToUpper(run.Text) == run.Text
		return isUpper && len(run.Text) <= 6 || lang.UnitSymbol(lower) != "" || c.mayStayLatin(run.Text) || c.in.Glossary.Keeps(lower) ||
			strings.ContainsAny(word, "0123456789") || len(lower) == 1 ||
			len(run.Text) <= 8 && strings.ContainsFunc(run.Text[1:], unicode.IsUpper) // a code such as MSCs or mRNA
	case "Grek":
		return utf8.RuneCountInString(run.Text) == 1
	case "Hani", "Arab", "Deva", "Beng", "Thai":
		return c.in.Glossary.Keeps(lower)
	}
	return false
}

// mayStayLatin reports whether a word is a name, with a capital inside an English sentence, or the same in all languages.
func (c *checker) mayStayLatin(word string) bool {
	if lang.International.Has(lang.Fold(word)) {
		return true
	}
	for from := 0; unicode.IsUpper(lang.FirstRune(word)); {
		i := strings.Index(c.source.prose[from:], word)
		if i < 0 {
			break
		}
		before := strings.TrimRight(c.source.prose[:from+i], " (“")
		if from += i + len(word); before != "" && !strings.ContainsRune(".!?:", lang.RuneBefore(before, len(before))) {
			return true
		}
	}
	return false
}

// foreignLetters reports letters of the script that the language lacks: Arabic yeh in Persian, characters of the other Chinese writing.
func (c *checker) foreignLetters() {
	for i, r := range c.target.prose {
		if r < 0x80 || !c.lang.ForeignLetters[r] {
			continue
		}
		message, hint := fmt.Sprintf("the letter %s (%s) is not one of this language", quote(string(r)), codePoint(r)), "type it with the keyboard of the language"
		if c.lang.Variant != "" {
			message, hint = fmt.Sprintf("%s is a %s character", quote(string(r)), c.lang.Variant), "write the character of this writing"
		}
		c.addPlain("script", Warning, i, message, hint)
		return
	}
}
