package segment

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// maxSlug is how many bytes a page's slug may have.
const maxSlug = 120

// reserved are the words that go-i18n reads as fields of a message: no part of a key may be one.
var reserved = []string{
	"id", "description", "hash", "leftdelim", "rightdelim", "zero", "one", "two", "few", "many", "other", "translation",
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
	case slug == "ui" || slices.Contains(reserved, slug):
		return "", fmt.Errorf("the name of the page %q is reserved: rename it, for example to %q", path, slug+"-guide.md")
	}
	return slug, nil
}
