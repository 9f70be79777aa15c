package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/check/quantity"
)

// numbers compares the telephone numbers and all other numbers of both texts (R39). A number by which people call for help is one to phone.
func (c *checker) numbers() {
	const hint = "write the value and the unit of the English; its digits may be those of your language"
	for _, d := range c.source.quantities.Compare(c.target.prose, c.target.words, c.lang) {
		rule := "numbers"
		if d.Emergency && lang.SpeaksOfCalling(c.source.plain) {
			rule = "phones"
		}
		switch d.Kind {
		case quantity.PhoneMissing:
			c.add("phones", Error, 0, "the phone number "+quote(d.English)+" of the English is missing or changed", "copy its digits from the English")
		case quantity.PhoneAdded:
			c.addPlain("phones", Error, d.Start, "the phone number "+quote(d.Translation)+" is not in the English", "use the numbers of the English only")
		case quantity.NumberChanged:
			c.addPlain(rule, Error, d.Start, fmt.Sprintf("the English says %s, the translation %s", d.English, d.Translation), hint)
		case quantity.NumberMissing:
			c.add(rule, Error, 0, fmt.Sprintf("the English says %s, the translation does not", d.English), hint)
		case quantity.NumberAdded:
			c.addPlain(rule, Error, d.Start, fmt.Sprintf("the English does not say %s", d.Translation), hint)
		case quantity.WordChanged:
			c.addPlain("numbers", Warning, d.Start, "the word "+quote(d.Translation)+" is not the number of the English", "check the number words of both texts")
		}
	}
}

// SamePhones reports whether a translation in the language of a locale has the telephone numbers of its English, and the numbers by which
// people call for help: all those that the rule phones compares (R39).
func SamePhones(english, translation string, in Context) bool {
	const enough = quantity.MinPhoneDigits
	n := max(quantity.CountNumerals(english, enough), quantity.CountNumerals(translation, enough))
	calls := n > 0 && lang.SpeaksOfCalling(english)
	if n < enough && !calls {
		return true
	}
	source := quantity.ReadSource(english, lang.Words(english))
	return !slices.ContainsFunc(source.Compare(translation, lang.Words(translation), lang.For(in.Tag, in.Script)), func(d quantity.Difference) bool {
		return d.Kind == quantity.PhoneMissing || d.Kind == quantity.PhoneAdded || d.Emergency && calls
	})
}

// negation warns where the English says not and the translation, or the same sentence of it, has no word that could say so.
func (c *checker) negation() {
	if c.lang.Negations.Empty() {
		return
	}
	if len(c.source.negations) != len(c.target.sentences) {
		c.negationCount()
		return
	}
	for i, n := range c.source.negations {
		s := c.target.sentences[i]
		text := c.target.prose[s.Start:s.End]
		if n.word != "" && !c.lang.SaysNot(text, n.lower) {
			c.addPlain("negation", Warning, s.Start+leadingSpace(text),
				"the English says "+quote(n.word)+", the translation has no word for it", "make sure that the sentence still says not")
		}
	}
}

// negationCount warns where the sentences of both texts are not as many and fewer words of the translation say not than sentences of the
// English do.
func (c *checker) negationCount() {
	negated, word := 0, ""
	for _, n := range c.source.negations {
		if n.word != "" {
			negated, word = negated+1, cmp.Or(word, n.word)
		}
	}
	if negated == 0 {
		return
	}
	switch n := c.lang.CountNot(c.target.prose, c.source.negation.lower); {
	case n == 0:
		c.addPlain("negation", Warning, leadingSpace(c.target.prose),
			"the English says "+quote(word)+", the translation has no word for it", "make sure that the sentence still says not")
	case n < negated:
		c.addPlain("negation", Warning, leadingSpace(c.target.prose), fmt.Sprintf("%d sentences of the English say not, the translation says it %d times", negated, n),
			"make sure that each of them still says not")
	}
}

// terminology requires of each term in the English that the translation renders it as the glossary says.
func (c *checker) terminology() {
	for _, m := range glossary.Check(c.source.terms, c.target.plain, c.in.Tag) {
		term, hint := quote(m.Term), "write "+quote(m.Translation)
		switch m.Kind {
		case glossary.NotKept:
			c.add("glossary", Error, 0, term+" is not to be translated, and is missing", "write it as the English does")
		case glossary.Forbidden:
			c.addPlain("glossary", Error, m.Start, quote(m.Forbidden)+" is a wrong rendering of "+term, hint)
		case glossary.NotRendered:
			c.add("glossary", Warning, 0, "the English has "+term+", the translation has not its term", hint)
		}
	}
}
