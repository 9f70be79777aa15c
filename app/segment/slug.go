package segment

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const maxSlug = 120 // bytes

// IsReserved reports whether go-i18n reads a word, in whatever case, as a field of a message: it refuses, or silently swallows, a file
// that uses one as part of a key.
func IsReserved(word string) bool {
	switch strings.ToLower(word) {
	case "id", "description", "hash", "leftdelim", "rightdelim", "translation", "zero", "one", "two", "few", "many", "other":
		return true
	}
	return false
}

var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$`)

// SlugOf returns the slug of a page's path below content/, for example "guides/a" for "guides/a.md". A slug has 120 bytes at most: the
// letters a to z, digits, single hyphens between them, and slashes between folders. For any other path the error says what to do.
func SlugOf(path string) (string, error) {
	slug, ok := strings.CutSuffix(path, ".md")
	switch {
	case !ok:
		return "", fmt.Errorf("the name of the page %q does not end in .md: rename it", path)
	case len(slug) > maxSlug:
		return "", fmt.Errorf("the name of the page %q is longer than %d characters: shorten it", path, maxSlug)
	case !slugPattern.MatchString(slug):
		return "", fmt.Errorf("the name of the page %q is not lower-case letters a to z and digits, with single hyphens between them: rename it", path)
	case isAddress(slug):
		return "", fmt.Errorf("the name of the page %q is that of an address which the server itself needs: rename it, for example to %q", path, strings.ReplaceAll(slug, "/", "-")+"-guide.md")
	case slug == "ui" || slug == SiteSlug || IsReserved(slug):
		return "", fmt.Errorf("the name of the page %q is reserved: rename it, for example to %q", path, slug+"-guide.md")
	}
	return slug, nil
}

// isAddress reports whether a page would stand at an address that the server itself needs: in the way of a page of its own, of the form for another page's
// parts, or of two languages side by side; or whether its file in a published site would be that of the list of guides, or of a problem.
func isAddress(slug string) bool {
	switch top, _, nested := strings.Cut(slug, "/"); top {
	case "assets", "audio":
		return true
	case "languages", "search", "livez", "readyz", "report", "index", "404", "405":
		return !nested
	}
	return strings.HasSuffix(slug, "/report") || strings.Contains(slug, "/report/") || strings.Contains(slug, "/beside/")
}

const maxSection = 40 // bytes of a section's name, before a number that makes it unique

// sectionName returns the name of a section, made from its heading. It is no reserved word, nor a name that Keys itself uses.
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
	if name == sectionIntro || name == sectionPage || IsReserved(name) {
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
