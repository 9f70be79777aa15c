package check

import "github.com/parlance/parlance/app/check/lang"

// negation warns where the English says not and the translation, or the same sentence of it, has no word that could say so.
func (c *checker) negation() {
	if c.lang.Negations.Empty() || len(c.source.negations) == 0 {
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
