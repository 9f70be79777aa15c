package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/catalog"
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
)

// ReadBack holds what somebody who sees the translation alone says that it says, in English, against the English that was translated: numbers, units and telephone
// numbers, negations, meaning, strength and the terms of the glossary. A difference is the translation's fault or that of whoever read it, so it is for a person to
// judge. back has a text for each plural category of the translation that was read; plain words without marks. Comments suppress findings
// as they do those of [Message], with the same stamp. The offset of a finding is a byte of the read-back, 0 where nothing of it is to be pointed at.
func ReadBack(u Unit, back catalog.Forms, in Context) []Finding {
	read := in
	read.Tag, read.Script = "en", "Latn"
	c := &checker{unit: u, in: read, lang: lang.English(), english: NewEnglish(u, in.Glossary)}
	c.unit.Text = back // what offsets are bytes of
	for _, form := range back.Filled() {
		if u.Text.Get(form) != "" {
			c.readBackForm(form, back.Get(form))
		}
	}
	c.unit = u
	for i := range c.findings {
		f := &c.findings[i]
		f.Message = strings.ReplaceAll(f.Message, "the translation", "the read-back")
		f.Hint = "see what the translation says there: mend it, or if it is right as it is, whoever read it back has erred"
	}
	return slices.DeleteFunc(c.suppress(), func(f Finding) bool { return f.Rule == "silence" }) // Message has said that
}

func (c *checker) readBackForm(form, back string) {
	text := c.english.texts[c.unit.Source.Get(form)]
	if text == nil {
		text = c.english.texts[c.unit.Source.Other]
	}
	c.form, c.source, c.target = form, text, analyze(back, false, nil)
	c.numbers()
	c.negationsReadBack()
	c.meaning()
	c.strengthReadBack()
	c.termsReadBack()
}

// negationsReadBack compares the negations of both texts, sentence by sentence where they are as many. Both are English, so that one too many is found, too.
func (c *checker) negationsReadBack() {
	here := make([]negation, 0, len(c.target.sentences))
	for _, s := range c.target.sentences {
		here = append(here, readNegation(c.target.prose[s.Start:s.End]))
	}
	if len(here) == len(c.source.negations) {
		for i, n := range c.source.negations {
			if n.word == "" && here[i].word != "" && (c.saysOpposite(i) || negative.MatchString(c.source.prose[c.source.sentences[i].Start:c.source.sentences[i].End])) {
				continue // what is not common is rare, and what is not wanted is unwanted
			}
			c.compareNegation(n.word, here[i].word, c.target.sentences[i].Start)
		}
		return
	}
	count := func(list []negation) (n int) {
		for _, one := range list {
			if one.word != "" {
				n++
			}
		}
		return n
	}
	if english, n := count(c.source.negations), count(here); english != n {
		c.add("negation", Warning, 0, fmt.Sprintf("%s of the English say not, %d of the translation", sentences(english), n), "")
	}
}

func sentences(n int) string {
	if n == 1 {
		return "1 sentence"
	}
	return fmt.Sprintf("%d sentences", n)
}

// negative matches English words that say not without a word for it.
var negative = regexp.MustCompile(`(?i)\b(?:un|dis|non-?)[a-z]{4}|[a-z]less\b|\b(?:out|avoid|prevent|stop|unless|only|until|too)`)

// compareNegation compares the words by which a sentence of the English says not and the one of the read-back that begins at a byte does.
func (c *checker) compareNegation(english, here string, start int) {
	start += leadingSpace(c.target.prose[start:])
	switch {
	case english != "" && here == "":
		c.addPlain("negation", Warning, start, "the English says "+quote(english)+", the translation has no word for it", "")
	case english == "" && here != "":
		c.addPlain("negation", Warning, start, "the translation says "+quote(here)+", the English does not", "")
	}
}

// saysOpposite reports whether a sentence of the read-back has a word for the opposite of one in the same sentence of the English.
func (c *checker) saysOpposite(i int) bool {
	s := c.target.sentences[i]
	folded, words := lang.FoldSentence(c.target.prose[s.Start:s.End]), c.target.wordsIn(s)
	return slices.ContainsFunc(c.source.senses[i], func(sense lang.Sense) bool { return c.lang.Says(sense.Opposites(), folded, words) })
}

// termsReadBack requires of the terms in the English that they came back.
func (c *checker) termsReadBack() {
	found := c.in.Glossary.Find(c.target.words, c.target.prose)
	var lost []string
	for _, t := range c.source.terms {
		part := func(longer string) bool { return strings.Contains(strings.ToLower(longer), strings.ToLower(t.Term)) }
		if !slices.ContainsFunc(found, func(o *glossary.Term) bool { return o == t || part(o.Term) }) && !slices.ContainsFunc(lost, part) {
			lost = append(lost, quote(t.Term))
		}
	}
	if len(lost) > 0 {
		c.add("glossary", Warning, 0, "the English has "+strings.Join(lost, ", ")+", the translation has not", "")
	}
}

// possibility matches English words that say that something is no certainty.
var possibility = regexp.MustCompile(`(?i)\b(?:can|could|may|might|possibl[ey]|perhaps)\b`)

// strengthReadBack is the rule strength between two texts in English, of which one says with "can" what the other says with "may".
func (c *checker) strengthReadBack() {
	for _, t := range c.senses {
		possible := possibility.MatchString(t.folded)
		t.english = slices.DeleteFunc(slices.Clone(t.english), func(s lang.Sense) bool { return possible && (s == "may" || s == "can") })
		for _, s := range t.english {
			if needed := s.Needed(); needed != nil && !c.lang.Says(needed, t.folded, t.words) {
				c.addPlain("strength", Warning, t.start, "the English says "+quote(name(s))+", the translation has no word for it", "")
				return
			}
		}
	}
}
