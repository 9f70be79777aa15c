package check

import (
	"strings"
	"unicode"
)

// NearDuplicates reports English texts that differ from an earlier one only in case, spaces or punctuation: translators would translate
// one thing twice, and readers meet two spellings of it. Only Key and Source of the units are read.
func NearDuplicates(units []Unit) (findings []Finding) {
	seen := map[string]Unit{}
	for _, u := range units {
		if u.Source.Plural() {
			continue
		}
		bare := bareText(u.Source.Other)
		if bare == "" {
			continue
		}
		if first, ok := seen[bare]; !ok {
			seen[bare] = u
		} else if first.Source.Other != u.Source.Other {
			findings = append(findings, Finding{u.Key, "other", "twins", Warning,
				"the text differs from that of " + first.Key + " only in case or punctuation: " + quote(first.Source.Other),
				"write both the same, if they are the same", 0})
		}
	}
	return findings
}

// bareText returns the words of a text in lower case, with one space between them: its letters, digits and combining marks.
func bareText(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.Nd, unicode.M) })
	return strings.ToLower(strings.Join(words, " "))
}
