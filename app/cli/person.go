package cli

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// personName returns the value of --by as it stands in a ledger and on a page, or why it cannot.
func personName(name string) (string, error) {
	name = norm.NFC.String(strings.TrimSpace(name))
	return name, checkLine("--by", name)
}

// checkLine returns an error where a flag's value is not a text on one line, of at most 4,000 bytes.
func checkLine(flag, value string) error {
	switch {
	case strings.TrimSpace(value) == "":
		return fmt.Errorf("%s is empty", flag)
	case strings.ContainsFunc(value, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D'
	}):
		return fmt.Errorf("%s holds a line end, a control or an invisible character: write plain text on one line", flag)
	case len(value) > 4000:
		return fmt.Errorf("%s is longer than 4000 bytes", flag)
	}
	return nil
}
