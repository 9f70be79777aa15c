package segment

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	maxSlug    = 120 // bytes of a page's slug
	maxSection = 40  // bytes of a section's name, before what makes it unique
)

// reserved are the words that go-i18n takes for fields of a message: no part of a key may be one.
var reserved = []string{
	"id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other", "translation",
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$`)

// SlugOf gives the slug of a page's path below content/, for example "guides/a" for "guides/a.md". A path that makes no slug
// is an error that says what a slug is.
func SlugOf(path string) (string, error) {
	slug, ok := strings.CutSuffix(path, ".md")
	switch {
	case !ok:
		return "", fmt.Errorf("the name of the page %q does not end in .md: rename it", path)
	case len(slug) > maxSlug:
		return "", fmt.Errorf("the name of the page %q is longer than %d characters: shorten it", path, maxSlug)
	case !slugForm.MatchString(slug):
		return "", fmt.Errorf("the name of the page %q is not lower-case letters a to z and digits, with single hyphens between them: rename it", path)
	case slug == "ui" || slices.Contains(reserved, slug):
		return "", fmt.Errorf("the name of the page %q is reserved: rename it, for example to %q", path, slug+"-guide.md")
	}
	return slug, nil
}

// sectionName makes the name of a section from what a reader sees of its heading.
func sectionName(heading string) string {
	if run, err := inline(grammars.line, heading); err == nil {
		heading = run.PlainText()
	}
	name := ""
	for _, word := range asciiWords(heading) {
		switch {
		case name == "":
			name = word[:min(len(word), maxSection)]
		case len(name)+1+len(word) > maxSection:
			return guarded(name)
		default:
			name += "-" + word
		}
	}
	if name == "" {
		return "section"
	}
	return guarded(name)
}

// guarded keeps a section's name apart from the reserved words and from the names that Keys itself uses.
func guarded(name string) string {
	if name == sectionIntro || name == sectionPage || slices.Contains(reserved, name) {
		return name + "-section"
	}
	return name
}

// asciiWords gives the words of a text in lower case, without accents; letters that have no ASCII form end a word.
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
