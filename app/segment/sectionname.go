package segment

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSection is how many bytes a section's name may have, before a number that makes it unique.
const maxSection = 40

// sectionName returns the name of a section, made from what a reader sees of its heading.
func sectionName(heading string) string {
	if run, err := inlineLine(heading); err == nil {
		heading = run.PlainText()
	}
	name := ""
	for _, word := range asciiWords(heading) {
		switch {
		case name == "":
			name = word[:min(len(word), maxSection)]
		case len(name)+1+len(word) > maxSection:
			return unreserved(name)
		default:
			name += "-" + word
		}
	}
	if name == "" {
		return "section"
	}
	return unreserved(name)
}

// unreserved returns a name that is neither a reserved word nor one that Keys itself uses.
func unreserved(name string) string {
	if name == sectionIntro || name == sectionPage || slices.Contains(reserved, name) {
		return name + "-section"
	}
	return name
}

// asciiWords returns the words of a text in lower case, without accents; letters that have no ASCII form end a word.
func asciiWords(text string) []string {
	plain := strings.Map(func(c rune) rune {
		if c == '\'' || c == '’' || unicode.Is(unicode.Mn, c) {
			return -1
		}
		return unicode.ToLower(c)
	}, norm.NFKD.String(text))
	return strings.FieldsFunc(plain, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9')
	})
}
