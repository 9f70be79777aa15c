package lang

import (
	"cmp"
	"slices"
	"strings"
)

// LacksMark reports whether a punctuation mark is one of other scripts or languages only.
func (l *Language) LacksMark(r rune) bool {
	owners, ok := known().Marks[string(r)]
	return ok && !slices.Contains(owners, l.Base()) && !slices.ContainsFunc(owners, l.Writes)
}

// Substitutes returns what a script, by its ISO 15924 code, or a language, by its subtag, writes in place of marks of ASCII.
func Substitutes(owner string) map[string]string { return known().Substitutes[owner] }

// Brackets returns pairs of an opening and a closing mark. They must not be changed.
func Brackets() []string { return known().Brackets }

// OpensQuestions reports whether the language opens a question and an exclamation with an inverted mark.
func (l *Language) OpensQuestions() bool { return slices.Contains(known().Inverted, l.Base()) }

// QuoteStyle is the style of quotation marks that a language writes.
type QuoteStyle string

// The styles, as marks.toml names them. Languages of which nothing is said may write the English ones.
const (
	LowHighQuotes QuoteStyle = "low-high"   // „ “
	Guillemets    QuoteStyle = "guillemets" // « »
	CornerQuotes  QuoteStyle = "corners"    // 「 」
)

// Quotes returns the style of the language's quotation marks, "" where it is not known.
func (l *Language) Quotes() QuoteStyle {
	return cmp.Or(known().Quotes[l.Tag], known().Quotes[l.Base()])
}

// ClosesQuote reports whether a mark closes a quotation or a bracket.
func ClosesQuote(r rune) bool { return strings.ContainsRune("\"'”’»)]」』）》", r) && r != 0 }
