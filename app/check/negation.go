package check

import (
	"regexp"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// negates matches what makes an English sentence negative.
var negates = regexp.MustCompile(`(?i)\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without|[a-z]+n['’]t)\b`)

// harmless are turns of English with a negative word that other languages say without one.
var harmless = regexp.MustCompile(`(?i)\bnot only\b|\bnot just\b|\bif not\b|\bwhether or not\b|\bor not(?: to\b|[.,;?]|$)|\bno(?:t)? (?:more|less|later|longer|fewer|earlier|sooner|matter|doubt) than\b|\bno matter\b|\bno doubt\b|\bwhy not\b|\bnot hesitate\b|\bnot belong\b|\bno\. ?\d|\bnot sure if\b|\bno longer\b|\bnot until\b|\bnothing but\b|\bnon-`)

// negation warns where the English says not and the translation, or the same sentence of it, has no word that could say
// so.
func (c *checker) negation() {
	if c.lang.Negations.Empty() || !c.src.negative {
		return
	}
	src, dst := c.src.nots, c.dst.sentences
	if len(src) != len(dst) || len(src) < 2 {
		src, dst = []negated{c.src.not}, []lang.Sentence{{End: len(c.dst.prose)}}
	}
	for i, s := range src {
		if s.by == "" || c.saysNot(c.dst.prose[dst[i].Start:dst[i].End], s.lower) {
			continue
		}
		c.reportSeen("negation", Warning, dst[i].Start+leadingSpace(c.dst.prose[dst[i].Start:dst[i].End]),
			"the English says "+quote(s.by)+", the translation has no word for it", "make sure that the sentence still says not")
	}
}

// saysNot says whether a text has a negation, innocent pieces left out.
func (c *checker) saysNot(text, english string) bool {
	text = lang.Fold(text)
	for _, in := range c.lang.NotNegations {
		if strings.Contains(text, in.Text) && in.AppliesTo(english) {
			text = strings.ReplaceAll(text, in.Text, " ")
		}
	}
	return c.lang.Negations.In(text, lang.Words(text))
}
