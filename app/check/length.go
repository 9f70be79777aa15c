package check

import (
	"fmt"
	"unicode/utf8"
)

// What is too short or too long, as a share of the usual length, for texts of so many characters of English.
var lengths = []struct {
	from        int
	least, most float64
}{{300, 0.68, 1.5}, {120, 0.62, 1.6}, {60, 0.5, 1.85}, {30, 0.3, 2.8}}

// length warns of a text that is far shorter or longer than such an English text becomes in the language: a sentence
// may be missing, or be there twice.
func (c *checker) length() {
	if c.lang.LengthRatio == 0 {
		return
	}
	n := c.src.length
	for _, l := range lengths {
		if n < l.from {
			continue
		}
		share := float64(utf8.RuneCountInString(c.dst.plain)) / (float64(n) * c.lang.LengthRatio)
		switch {
		case share < l.least:
			c.report("length", Warning, len(c.dst.text), fmt.Sprintf("the text has %.0f %% of the length that it would mostly have", 100*share), "see whether a part of the English is missing")
		case share > l.most:
			c.report("length", Warning, 0, fmt.Sprintf("the text has %.0f %% of the length that it would mostly have", 100*share), "see whether something stands there twice, or was added")
		}
		return
	}
}
