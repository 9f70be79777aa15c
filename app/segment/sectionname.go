package segment

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSection is how many bytes a section's name may have, before a number that makes it unique.
const maxSection = 40

// sectionName returns the name of a section, made from what a reader sees of its heading. It is neither a reserved word nor a name that
// Keys itself uses.
func sectionName(heading string) string {
	if run, err := inlineLine(heading); err == nil {
		heading = run.PlainText()
	}
	words := asciiWords(heading)
	if len(words) == 0 {
		return "section"
	}
	name := words[0][:min(len(words[0]), maxSection)]
	for _, word := range words[1:] {
		if len(name)+1+len(word) > maxSection {
			break
		}
		name += "-" + word
	}
	if name == sectionIntro || name == sectionPage || slices.Contains(reserved, name) {
		name += "-section"
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
