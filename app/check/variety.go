package check

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
)

// variety warns of a word that another variety of the language has, or that has lost the marks of its letters, and of a text that
// addresses its reader in two ways.
func (c *checker) variety() {
	const hint = "write it as the readers of this locale do"
	if w, ok := c.foreignWord(); ok {
		c.addPlain("variety", Warning, w.Start, quote(c.target.prose[w.Start:w.End])+" is not a word of this variety of the language, or has lost marks", hint)
		return
	}
	if w, ok := c.unfinishedWord(); ok {
		c.addPlain("variety", Warning, w.Start, quote(c.target.prose[w.Start:w.End])+" is not spelled as words of the language are", hint)
		return
	}
	formal, informal := c.lang.Address.Formal, c.lang.Address.Informal
	if informal == nil || !informal.In(c.target.prose, c.target.words) || !formal.In(c.target.prose, c.target.words) {
		return
	}
	start := 0
	for _, w := range c.target.words {
		if informal.Has(w.Lower) {
			start = w.Start
			break
		}
	}
	c.addPlain("variety", Warning, start, "the text addresses its reader in a formal and in a familiar way", "choose one, as the other texts do")
}

// MixedAddress reports translations of one page in one locale that address their reader in a familiar way where most others do in a formal one.
func MixedAddress(units []Unit, in Context) (findings []Finding) {
	const minFormal, share = 4, 4 // as many texts are formal, and as many times those that are familiar
	l := lang.For(in.Tag, in.Script)
	if l.Address.Informal == nil || l.AddressInText {
		return nil
	}
	formal := 0
	var familiar []Finding
	for _, u := range units {
		words := lang.Words(u.Text.Other)
		switch {
		case l.Address.Formal.In(u.Text.Other, words):
			formal++
		case l.Address.Informal.In(u.Text.Other, words):
			c := &checker{unit: u, in: in, form: "other"}
			c.add("variety", Warning, 0, "the text addresses its reader in a familiar way, the others of the page in a formal one", "choose one, as the other texts do")
			familiar = append(familiar, c.suppress()...)
		}
	}
	if formal < minFormal || formal < share*len(familiar) {
		return nil
	}
	return slices.DeleteFunc(familiar, func(f Finding) bool { return f.Rule != "variety" })
}

func (c *checker) foreignWord() (lang.Word, bool) {
	list := c.lang.ForeignWords
	if list == nil || slices.Contains(c.lang.ForeignWordsIn, c.in.Tag) {
		return lang.Word{}, false
	}
	for _, w := range c.target.words {
		if list.Has(w.Lower) && !c.in.Glossary.Keeps(w.Lower) && !c.saysEnglish(w.Lower) {
			return w, true
		}
	}
	if piece, start := list.FirstPiece(c.target.prose); start >= 0 && start+len(piece) <= len(c.target.prose) {
		return lang.Word{Start: start, End: start + len(piece)}, true
	}
	return lang.Word{}, false
}

// saysEnglish reports whether the English has a word: what stands in both is a name.
func (c *checker) saysEnglish(lower string) bool {
	return slices.ContainsFunc(c.source.words, func(w lang.Word) bool { return w.Lower == lower })
}

// Vietnamese marks the tone of each syllable that ends in a stop, and the vowel of ie, ye and uo.
var unmarkedVietnamese = regexp.MustCompile(`^[a-z]*(?:[aeiouy](?:ch|c|p|t)|[iy]e(?:ng?|m|u)|uo(?:ng?|m|i|u))$`)

// finalsInside matches a Hebrew final letter inside a word, and what stands for one at its end.
var finalsInside = regexp.MustCompile(`[םןץףך]\p{Hebrew}|\p{Hebrew}{2}[מנצכ]$`)

// unfinishedWord returns a word that no word of the language is spelled like.
func (c *checker) unfinishedWord() (lang.Word, bool) {
	var wrong func(string) bool
	switch c.lang.Base() {
	case "vi":
		wrong = func(w string) bool { return isASCII(w) && unmarkedVietnamese.MatchString(w) }
	case "he":
		wrong = finalsInside.MatchString
	default:
		return lang.Word{}, false
	}
	for _, w := range c.target.words {
		raw := c.target.prose[w.Start:w.End]
		if utf8.RuneCountInString(raw) > 2 && wrong(w.Lower) && !c.saysEnglish(w.Lower) && !c.in.Glossary.Keeps(w.Lower) && !lang.International.Has(w.Lower) &&
			!unicode.IsUpper(lang.FirstRune(raw)) && !strings.ContainsAny(c.around(w), "'’-\"״׳") {
			return w, true
		}
	}
	return lang.Word{}, false
}

// around returns a word with the characters beside it.
func (c *checker) around(w lang.Word) string {
	return c.target.prose[max(0, w.Start-1):min(len(c.target.prose), w.End+1)]
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}
