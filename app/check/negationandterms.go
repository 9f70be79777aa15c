package check

import (
	"github.com/parlance/parlance/app/check/glossary"
	"github.com/parlance/parlance/app/check/lang"
)

// negation warns where the English says not and the translation, or the same sentence of it, has no word that could say so.
func (c *checker) negation() {
	if c.lang.Negations.Empty() {
		return
	}
	source, target := c.source.negations, c.target.sentences
	if len(source) != len(target) || len(source) < 2 {
		source, target = []negation{c.source.negation}, []lang.Sentence{{End: len(c.target.prose)}}
	}
	for i, n := range source {
		text := c.target.prose[target[i].Start:target[i].End]
		if n.word != "" && !c.lang.SaysNot(text, n.lower) {
			c.addPlain("negation", Warning, target[i].Start+leadingSpace(text),
				"the English says "+quote(n.word)+", the translation has no word for it", "make sure that the sentence still says not")
		}
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
