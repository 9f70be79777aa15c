package check

import (
	"cmp"
	"slices"
)

// Severity says how bad a finding is.
type Severity uint8

// The two severities.
const (
	Warning Severity = iota // a person should look at it
	Error                   // it can mislead a patient or break a page
)

// String gives "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// MarshalText gives "warning" or "error", for JSON.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Finding is one thing that a rule found in one text.
type Finding struct {
	Key      string   // of the message
	Form     string   // the plural category of the text, "other" where there is one text only
	Rule     string   // the rule's name, as [Rules] gives it
	Severity Severity //
	Message  string   // what is wrong, in lower case
	Hint     string   // what to do
	Offset   int      // byte of the form's text, 0 to its length
}

// sortFindings puts findings in the order of the text, as a person reads it.
func sortFindings(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(order(a.Form), order(b.Form)), cmp.Compare(a.Offset, b.Offset))
	})
}

func order(form string) int { return slices.Index(formNames, form) }

var formNames = []string{"zero", "one", "two", "few", "many", "other"}
