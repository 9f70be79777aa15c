package glossary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parlance/parlance/app/check/lang"
	"golang.org/x/text/unicode/norm"
)

func ContainsAny(text string, pieces []string) bool {
	for _, p := range pieces {
		if strings.Contains(text, Fold(p)) {
			return true
		}
	}
	return false
}

// foldTerm folds case, composition and kinds of apostrophes; Arabic vowel signs go.
func Fold(s string) string { return lang.Fold(norm.NFC.String(s)) }

// unfold gives about the byte of s that a byte of its folded form comes from.
func Unfold(s string, at int) int {
	if len(Fold(s)) == len(s) {
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

// forbiddenAt finds a forbidden piece at the start of a word, where it is no part of a rendering that is accepted for a
// term of the same English. Letters that are written onto the front of a word in Arabic and Hebrew are passed over.
func ForbiddenAt(text, piece string, accepted []string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], piece)
		if i < 0 || piece == "" {
			return -1
		}
		at := from + i
		if startsWord(text, at) && endsCode(text, at+len(piece), piece) && !inside(text, at, len(piece), accepted) {
			return at
		}
		_, n := utf8.DecodeRuneInString(text[at:])
		from = at + n
	}
}

func startsWord(text string, at int) bool {
	first, before := lang.RuneAt(text, at), lang.RuneBefore(text, at)
	if !unicode.In(before, unicode.L, unicode.M, unicode.Nd) {
		return true
	}
	switch lang.ScriptOf(first) {
	case -1:
		return true
	}
	switch lang.ScriptCode(lang.ScriptOf(first)) {
	case "Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Hang":
		return true
	case "Arab", "Hebr":
		i := strings.LastIndexFunc(text[:at], func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.Nd) })
		_, n := utf8.DecodeRuneInString(text[max(i, 0):])
		if i < 0 {
			n, i = 0, 0
		}
		return strings.Trim(text[i+n:at], "والفبكשהולבכמ") == ""
	case "Latn":
		return !unicode.Is(unicode.Latin, before) && !unicode.IsDigit(before)
	case "Cyrl", "Deva", "Beng":
		return false
	}
	return true
}

// endsCode says whether a piece in Latin letters that is short stands alone: CT is no part of "action".
func endsCode(text string, end int, piece string) bool {
	return len(piece) > 3 || !unicode.Is(unicode.Latin, lang.FirstRune(piece)) && !unicode.IsDigit(lang.FirstRune(piece)) || !unicode.In(lang.RuneAt(text, end), unicode.L, unicode.M, unicode.Nd)
}

// inside says whether a place is part of an accepted rendering.
func inside(text string, at, size int, accepted []string) bool {
	for _, a := range accepted {
		a = Fold(a)
		for from := max(0, at-len(a)); from <= at && from < len(text); from++ {
			if from+len(a) >= at+size && strings.HasPrefix(text[from:], a) {
				return true
			}
		}
	}
	return false
}
