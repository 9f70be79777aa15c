package glossary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
	"golang.org/x/text/unicode/norm"
)

// Kind is the way in which a translation misuses a term.
type Kind uint8

// The kinds of misuse.
const (
	NotKept     Kind = iota // a term that is not to be translated is missing
	Forbidden               // a wrong rendering stands in the text
	NotRendered             // no accepted rendering stands in the text
)

// Misuse is one term that a translation does not render as the glossary says.
type Misuse struct {
	Kind        Kind
	Term        string
	Forbidden   string // the wrong rendering
	Translation string // to be written instead
	Start       int    // byte of the text, about; 0 unless a wrong rendering stands there
}

// Check returns what a translation, by the tag of its locale, misuses of the terms of its English, which [Glossary.Find] returns.
func Check(terms []*Term, text, tag string) (list []Misuse) {
	if len(terms) == 0 {
		return nil
	}
	folded := fold(text)
	var accepted []string
	for _, t := range terms {
		accepted = append(accepted, t.Rendering(tag).match...)
	}
	for _, t := range terms {
		r := t.Rendering(tag)
		if t.Keep {
			if !strings.Contains(norm.NFC.String(text), t.Term) && !r.in(folded) {
				list = append(list, Misuse{Kind: NotKept, Term: t.Term})
			}
			continue
		}
		for i, f := range r.forbidden {
			if at := forbiddenAt(folded, f, accepted); at >= 0 {
				list = append(list, Misuse{Forbidden, t.Term, r.Forbidden[i], r.Translation, unfold(text, at)})
			}
		}
		if len(r.match) > 0 && !r.in(folded) && !t.isCovered(terms, folded, tag) {
			list = append(list, Misuse{Kind: NotRendered, Term: t.Term, Translation: r.Translation})
		}
	}
	return list
}

// in reports whether one of the accepted pieces stands in a folded text.
func (r Rendering) in(folded string) bool {
	return slices.ContainsFunc(r.match, func(m string) bool { return strings.Contains(folded, m) })
}

// isCovered reports whether a longer term of the same English holds this one, and stands in the text: where "injection site" is
// rendered as it should be, "injection" need not stand there again.
func (t *Term) isCovered(terms []*Term, folded, tag string) bool {
	own := " " + strings.Join(t.words, " ") + " "
	for _, longer := range terms {
		if len(longer.words) > len(t.words) && strings.Contains(" "+strings.Join(longer.words, " ")+" ", own) && longer.Rendering(tag).in(folded) {
			return true
		}
	}
	return false
}

// fold folds case, composition and kinds of apostrophes; Arabic vowel signs go.
func fold(s string) string { return lang.Fold(norm.NFC.String(s)) }

// unfold returns about the byte of s that a byte of its folded form comes from.
func unfold(s string, at int) int {
	if len(fold(s)) == len(s) {
		return min(at, len(s))
	}
	n := 0
	for i, r := range s {
		if n >= at {
			return i
		}
		n += len(lang.Fold(string(r)))
	}
	return len(s)
}

// forbiddenAt returns the first place where a forbidden piece starts a word and is no part of a rendering that is accepted for a term
// of the same English, -1 for none. All are folded.
func forbiddenAt(text, piece string, accepted []string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], piece)
		if i < 0 || piece == "" {
			return -1
		}
		at := from + i
		if startsWord(text, at) && endsCode(text, at+len(piece), piece) && !isInside(text, at, len(piece), accepted) {
			return at
		}
		_, n := utf8.DecodeRuneInString(text[at:])
		from = at + n
	}
}

func inWord(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.Nd) }

// startsWord reports whether a word starts at a byte. The letters that Arabic and Hebrew write onto the front of words are passed over.
func startsWord(text string, at int) bool {
	first, before := lang.RuneAt(text, at), lang.RuneBefore(text, at)
	switch {
	case !inWord(before):
		return true
	case lang.IsScript(first, "Arab", "Hebr"):
		front := strings.TrimRightFunc(text[:at], func(r rune) bool { return lang.Proclitics.Has(string(r)) })
		return !inWord(lang.RuneBefore(front, len(front)))
	case lang.IsScript(first, "Latn"):
		return !unicode.Is(unicode.Latin, before) && !unicode.IsDigit(before)
	}
	return !lang.IsScript(first, "Cyrl", "Deva", "Beng")
}

// endsCode reports whether a short piece in Latin letters stands alone: CT is no part of "action".
func endsCode(text string, end int, piece string) bool {
	first := lang.FirstRune(piece)
	return len(piece) > 3 || !unicode.Is(unicode.Latin, first) && !unicode.IsDigit(first) || !inWord(lang.RuneAt(text, end))
}

// isInside reports whether a place is part of an accepted rendering.
func isInside(text string, at, size int, accepted []string) bool {
	for _, a := range accepted {
		for from := max(0, at-len(a)); from <= at && from < len(text); from++ {
			if from+len(a) >= at+size && strings.HasPrefix(text[from:], a) {
				return true
			}
		}
	}
	return false
}
