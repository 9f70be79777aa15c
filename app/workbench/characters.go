package workbench

import (
	"strings"

	"github.com/parlance/parlance/app/check/lang"
	"github.com/parlance/parlance/app/locale"
)

// character is what a language writes and keyboards often lack, to be inserted by one press.
type character struct {
	Text string // "…" in it stands for the words that it goes around
	Name string // of what is not seen, "" for the rest
}

// quotePairs are the quotation marks of the styles.
var quotePairs = map[lang.QuoteStyle]string{lang.LowHighQuotes: "„…“", lang.Guillemets: "«…»", lang.CornerQuotes: "「…」"}

// scriptCharacters are the characters without a shape that texts in a script may need (R40), and the dash of ranges.
var scriptCharacters = map[string][]character{
	"Latn": {{"–", ""}, {"\u00a0", "no-break space"}},
	"Cyrl": {{"–", ""}, {"\u00a0", "no-break space"}},
	"Kore": {{"–", ""}, {"\u00a0", "no-break space"}},
	"Arab": {{"\u200c", "zero-width non-joiner"}, {"\u200f", "right-to-left mark"}, {"\u200e", "left-to-right mark"}, {"\u00a0", "no-break space"}},
	"Hebr": {{"\u200f", "right-to-left mark"}, {"\u200e", "left-to-right mark"}, {"\u00a0", "no-break space"}},
	"Deva": {{"\u200d", "zero-width joiner"}, {"\u200c", "zero-width non-joiner"}, {"\u00a0", "no-break space"}},
	"Beng": {{"\u200d", "zero-width joiner"}, {"\u200c", "zero-width non-joiner"}, {"\u00a0", "no-break space"}},
}

// frenchSpace stands before high punctuation and inside guillemets in French.
var frenchSpace = character{"\u202f", "narrow no-break space"}

// characters returns what the language of a locale writes and keyboards often lack.
func characters(l *locale.Locale) []character {
	pair, ok := quotePairs[lang.For(l.Tag, l.Script).Quotes()]
	if !ok {
		pair = "“…”"
	}
	list := append([]character{{pair, ""}}, scriptCharacters[l.Script]...)
	if base, _, _ := strings.Cut(l.Tag, "-"); base == "fr" {
		list[0].Text = "«" + frenchSpace.Text + "…" + frenchSpace.Text + "»"
		list = append(list, frenchSpace)
	}
	return list
}
