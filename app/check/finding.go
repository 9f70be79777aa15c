package check

import (
	"fmt"
	"strings"

	"github.com/parlance/parlance/app/check/lang"
)

// Severity is how bad a finding is.
type Severity string

// The two severities.
const (
	Warning Severity = "warning" // a person should look at it
	Error   Severity = "error"   // it can mislead a patient or break a page
)

// Finding is one thing that a rule found in one text.
type Finding struct {
	Key      string // of the message
	Form     string // the CLDR plural category of the text, "other" where there is one text only
	Rule     string // the rule's name, as comments that suppress it name it
	Severity Severity
	Message  string // what is wrong, in lower case
	Hint     string // what to do
	Offset   int    // byte of the form's text, 0 to its length
}

// pluralCategories returns the plural categories of CLDR in its order.
func pluralCategories() []string { return []string{"zero", "one", "two", "few", "many", "other"} }

// quote returns a piece of a text as messages show it: shortened, its invisible characters shown.
func quote(s string) string {
	const maxQuote = 60
	if r := []rune(s); len(r) > maxQuote {
		s = string(r[:maxQuote]) + "…"
	}
	return "“" + strings.Map(func(r rune) rune {
		if r < ' ' || lang.IsInvisible(r) || r == '\uFFFD' {
			return '�'
		}
		return r
	}, s) + "”"
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
