package check

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// lengthLimits returns what is too short or too long, as a share of the usual length, by characters of English. Longer texts vary less.
func lengthLimits(english int) (shortest, longest float64) {
	switch {
	case english >= 300:
		return 0.68, 1.5
	case english >= 120:
		return 0.62, 1.6
	case english >= 60:
		return 0.5, 1.85
	case english >= 30:
		return 0.3, 2.8
	}
	return 0, math.Inf(1)
}

// length warns of a text that is far shorter or longer than such an English text becomes in the language: a sentence
// may be missing, or be there twice.
func (c *checker) length() {
	if c.lang.LengthRatio == 0 {
		return
	}
	shortest, longest := lengthLimits(c.source.length)
	share := float64(utf8.RuneCountInString(c.target.plain)) / (float64(c.source.length) * c.lang.LengthRatio)
	message := fmt.Sprintf("the text has %.0f %% of the length that it would mostly have", 100*share)
	switch {
	case share < shortest:
		c.add("length", Warning, len(c.target.text), message, "see whether a part of the English is missing")
	case share > longest:
		c.add("length", Warning, 0, message, "see whether something stands there twice, or was added")
	}
}
