package check

import (
	"slices"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// meaning warns where a word of the English has been turned into its opposite, or into another of its kind: "rare" into "common", a vein
// into an artery, days into weeks.
func (c *checker) meaning() {
	c.readSenses()
	for _, t := range c.senses {
		for _, s := range t.english {
			if c.lang.KnowsSense(s) && c.swapped(s, t) {
				return
			}
		}
	}
}

// strength warns where a word that makes the English urgent or careful has been left out.
func (c *checker) strength() {
	for _, t := range c.senses {
		for _, s := range t.english {
			if needed := s.Needed(); needed != nil && c.lang.KnowsSense(s) && !c.lang.Says(needed, t.folded, t.words) {
				c.addPlain("strength", Warning, t.start, "the English says "+quote(name(s))+", the translation has no word for it",
					"make sure that it is as urgent, or as careful, as the English")
				return
			}
		}
	}
}

// senseText is a sentence of a translation, or the whole of it, in which words with a sense are looked for.
type senseText struct {
	start  int
	folded string
	words  []lang.Word

	english  []lang.Sense // of the English
	negation negation     // of the English
}

// readSenses sets the sentences of the translation whose English has a sense; the whole text where the sentences are not as many.
func (c *checker) readSenses() {
	c.senses = nil
	if len(c.lang.Senses) == 0 {
		return
	}
	if len(c.source.sentences) != len(c.target.sentences) {
		c.addSenses(lang.Sentence{End: len(c.target.prose)}, slices.Concat(c.source.senses...), c.source.negation)
		return
	}
	for i, senses := range c.source.senses {
		c.addSenses(c.target.sentences[i], senses, c.source.negations[i])
	}
}

func (c *checker) addSenses(s lang.Sentence, english []lang.Sense, n negation) {
	if !slices.ContainsFunc(english, c.lang.KnowsSense) {
		return
	}
	start := s.Start + leadingSpace(c.target.prose[s.Start:s.End])
	c.senses = append(c.senses, senseText{start, lang.FoldSentence(c.target.prose[s.Start:s.End]), c.target.wordsIn(s), english, n})
}

// swapped reports, and adds a finding, where the translation has a word of another sense than that of the English.
func (c *checker) swapped(s lang.Sense, t senseText) bool {
	if o, ok := c.otherSense(s, t); ok {
		c.addPlain("meaning", Warning, t.start, "the English says "+quote(name(s))+", the translation seems to say "+quote(name(o)),
			"make sure that it says the same")
		return true
	}
	return false
}

// otherSense returns the sense that a translation has in place of one of the English.
func (c *checker) otherSense(s lang.Sense, t senseText) (lang.Sense, bool) {
	said := func(o lang.Sense, folded string) bool {
		return !slices.Contains(t.english, o) && c.lang.Says([]lang.Sense{o}, folded, t.words)
	}
	for _, o := range s.Apart() {
		if said(o, t.folded) && !c.source.hasSense(o) && said(o, c.lang.Without(s, t.folded)) {
			return o, true
		}
	}
	kin, opposites := s.Kin(), s.Opposites()
	if c.lang.Says([]lang.Sense{s}, t.folded, t.words) {
		hiding := c.lang.Hiding(s)
		shown := func(o lang.Sense) bool { return !slices.Contains(hiding, o) }
		kin, opposites = slices.DeleteFunc(slices.Clone(kin), shown), slices.DeleteFunc(slices.Clone(opposites), shown)
	}
	for _, o := range kin {
		if said(o, t.folded) && !c.source.hasSense(o) && c.lang.SaysInstead(o, s, t.folded) {
			return o, true
		}
	}
	for _, o := range opposites {
		if said(o, t.folded) && c.lang.SaysInstead(o, s, t.folded) && (t.negation.word != "" || !c.negates(o, t)) {
			return o, true
		}
	}
	return "", false
}

// nearby is how many bytes before and behind a word its "not" may stand.
const nearby = 90

// negates reports whether a translation negates a word with a sense, so that it may stand for its opposite. Many languages say never with a not.
func (c *checker) negates(o lang.Sense, t senseText) bool {
	if o == lang.Never || c.lang.Concord != nil && c.lang.Concord.In(t.folded, t.words) {
		return false
	}
	return slices.ContainsFunc(c.lang.Around(o, t.folded, nearby), func(piece string) bool { return c.lang.SaysNot(piece, t.negation.lower) })
}

// hasSense reports whether any sentence has a sense.
func (s *sourceText) hasSense(x lang.Sense) bool {
	return slices.ContainsFunc(s.senses, func(list []lang.Sense) bool { return slices.Contains(list, x) })
}

// name returns how findings name a sense.
func name(s lang.Sense) string { return strings.ReplaceAll(string(s), "-", " ") }
