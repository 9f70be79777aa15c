package catalog

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxKey is the longest key, in bytes.
const maxKey = 512

// isReserved reports whether go-i18n keeps a word for itself: it refuses, or silently swallows, a file that uses one as part of a key.
func isReserved(word string) bool {
	switch strings.ToLower(word) {
	case "id", "description", "hash", "leftdelim", "rightdelim", "translation", "zero", "one", "two", "few", "many", "other":
		return true
	}
	return false
}

// validateKey returns what is wrong with a key, or "".
func validateKey(key string) string {
	if len(key) > maxKey {
		return fmt.Sprintf("the key is longer than %d bytes: shorten it", maxKey)
	}
	for part := range strings.SplitSeq(key, ".") {
		switch {
		case part == "":
			return fmt.Sprintf("the key %q has an empty part: write names between its dots", key)
		case !bareKey(strings.ReplaceAll(part, "/", "-")):
			return fmt.Sprintf("the key %q has a character that keys do not have: use the letters a to z, digits, - and _", key)
		case isReserved(part):
			return fmt.Sprintf("the key %q has the part %q, a word that go-i18n reserves: choose another", key, part)
		}
	}
	return ""
}

// flaw is one thing wrong with a text. at is what to point at, where that can be found in the text as it is spelled.
type flaw struct{ at, msg string }

// validateText returns the flaws of a decoded text, one of each kind.
func validateText(text string) []flaw {
	if fastValid(text) {
		return nil
	}
	return allFlaws(text)
}

func allFlaws(text string) (flaws []flaw) {
	for _, r := range text {
		if msg := validateRune(r); msg != "" {
			flaws = append(flaws, flaw{string(r), msg})
			break
		}
	}
	if at := unbalanced(text); at != "" {
		flaws = append(flaws, flaw{at, fmt.Sprintf(
			"isolates are not balanced at U+%04X: close each U+2066, U+2067 and U+2068 with one U+2069 on the same line", []rune(at)[0])})
	}
	if !norm.NFC.IsNormalString(text) {
		flaws = append(flaws, flaw{"", "the text is not in Unicode's composed form (NFC): save it normalised"})
	}
	rest := placeholder.ReplaceAllLiteralString(text, "\x00")
	if strings.Contains(rest, "{{") || strings.Contains(rest, "{\x00") {
		flaws = append(flaws, flaw{"", "a template action: only plain placeholders such as {{.Name}} may stand in a text"})
	}
	return flaws
}

func validateRune(r rune) string {
	switch {
	case r == 0:
		return "a NUL character: delete it"
	case r == '\uFEFF':
		return "a byte order mark (U+FEFF): delete it"
	case forbiddenBidi(r):
		return fmt.Sprintf("the direction control U+%04X: use an isolate (U+2066 to U+2069) or none", r)
	case unicode.IsControl(r) && r != '\n':
		return fmt.Sprintf("the control character U+%04X: delete it", r)
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return fmt.Sprintf("U+%04X, which is no character: delete it", r)
	}
	return ""
}

func forbiddenBidi(r rune) bool { return '\u202A' <= r && r <= '\u202E' }

// unbalanced returns the first isolate that is not closed, or closes nothing, on its line (UAX 9, 2.4).
func unbalanced(text string) string {
	var open []string
	for _, r := range text {
		switch {
		case '\u2066' <= r && r <= '\u2068':
			open = append(open, string(r))
		case r == '\u2069' && len(open) == 0:
			return string(r)
		case r == '\u2069':
			open = open[:len(open)-1]
		case r == '\n' && len(open) > 0:
			return open[0]
		}
	}
	if len(open) > 0 {
		return open[0]
	}
	return ""
}
