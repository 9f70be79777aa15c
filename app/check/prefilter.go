package check

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/parlance/parlance/app/catalog"
)

// filtered is an expression that is tried only on texts that may match: on all it would take most of the time of a check.
type filtered struct {
	expression *regexp.Regexp
	mayMatch   func(text string) bool // false only where the expression cannot match
}

// find returns the first match with its submatches, as regexp does, nil for none.
func (f filtered) find(s string) []int {
	if !f.mayMatch(s) {
		return nil
	}
	return f.expression.FindStringSubmatchIndex(s)
}

// address matches what is no word of a language: placeholders, web and mail addresses, domain and file names.
var address = filtered{regexp.MustCompile(catalog.BracesPattern + `|(?:https?://|www\.|mailto:|tel:)[^\s<>"“”«»「」（）。，、]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+` +
	`|\b(?:[a-zA-Z0-9-]+\.)+(?:org|com|net|gov|edu|int|info|html|pdf|de|fr|uk|eu)\b`), mayHoldAddress}

func addresses(s string) [][]int {
	if !address.mayMatch(s) {
		return nil
	}
	return address.expression.FindAllStringIndex(s, -1)
}

// mayHoldAddress reports whether something might be a placeholder, a web or mail address, or a name with a dot in it.
func mayHoldAddress(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '{', '@', ':':
			return true
		case '.':
			if i+1 < len(s) && s[i+1] != ' ' {
				return true
			}
		}
	}
	return false
}

// mayHoldMarkup reports whether a text has something that Markdown might take for a mark.
func mayHoldMarkup(s string) bool {
	return strings.ContainsAny(s, "*`") || strings.Contains(s, "__") || strings.Contains(s, "](")
}

// mayLackSpace reports whether a letter stands right behind one of the marks that want a space.
func mayLackSpace(s string) bool {
	behind := false
	for _, r := range s {
		if behind && (unicode.IsLetter(r) || 0x0590 <= r && r <= 0x09ff) {
			return true
		}
		switch r {
		case ',', ';', '!', '?', '.', '،', '؛', '؟', '।', '۔':
			behind = true
		default:
			behind = false
		}
	}
	return false
}
