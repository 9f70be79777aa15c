package check

import (
	"regexp"

	"github.com/parlance/parlance/app/catalog"
)

// address matches what is no word of a language: placeholders, web and mail addresses, domain and file names.
var address = regexp.MustCompile(catalog.BracesPattern + `|(?:https?://|www\.|mailto:|tel:)[^\s<>"“”«»「」（）。，、]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+` +
	`|\b(?:[a-zA-Z0-9-]+\.)+(?:org|com|net|gov|edu|int|info|html|pdf|de|fr|uk|eu)\b`)

// mayHoldAddress reports whether [address] may match: on all texts it would take most of the time of a check.
func mayHoldAddress(s string) bool {
	for i := range len(s) - 1 {
		if s[i] == '{' || s[i] == '@' || s[i] == ':' || s[i] == '.' && s[i+1] != ' ' {
			return true
		}
	}
	return false
}

func addresses(s string) [][]int {
	if !mayHoldAddress(s) {
		return nil
	}
	return address.FindAllStringIndex(s, -1)
}
