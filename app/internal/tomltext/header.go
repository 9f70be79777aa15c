package tomltext

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	headerKey   = regexp.MustCompile(`^[\[［({<]*[\s\p{Z}]*([A-Za-z0-9_./\p{Pd}"'“”-]*[A-Za-z0-9_"'”-])[\s\p{Z}]*[\]］)}>]*[\s\p{Z}:：,;]*$`)
	headerStart = regexp.MustCompile(`^\[+[ \t]*[A-Za-z0-9_./-]+[ \t]*\]+[ \t]*[^ \t]`)
)

// looksLikeHeader reports whether a line is the key of an entry, or was meant as such: a bracket stands before it, or a key of several parts before
// another bracket.
func looksLikeHeader(trimmed string) bool {
	if strings.HasPrefix(trimmed, "[") {
		return true
	}
	m := headerKey.FindStringSubmatch(trimmed)
	return m != nil && strings.Count(m[1], ".") >= 2 && m[1] != trimmed && strings.ContainsAny(trimmed, "[]［］(){}<>")
}

// header explains a line that was meant as the key of an entry.
func (x *explainer) header(trimmed string) string {
	begin := strings.Index(x.line, trimmed)
	double := strings.HasPrefix(trimmed, "[[")
	x.at = begin
	if m := headerKey.FindStringSubmatch(trimmed); m != nil {
		key := strings.Map(func(r rune) rune {
			switch {
			case unicode.Is(unicode.Pd, r):
				return '-'
			case strings.ContainsRune(`"'“”`, r):
				return -1
			}
			return r
		}, m[1])
		x.mended = "[" + key + "]"
		if double {
			x.mended = "[[" + key + "]]"
		}
		if x.mended == trimmed {
			x.at = begin + len(trimmed)
			return "behind the key stands a character that cannot be seen: take it away"
		}
		if rest, ok := strings.CutPrefix(x.mended, trimmed); ok && strings.Trim(rest, "]") == "" {
			x.at = begin + len(trimmed)
			return "the bracket ] at the end of the key is missing"
		}
		return "this is not how a key stands: between [ and ], on a line of its own, made of letters a to z, digits, - and _"
	}
	if m := headerStart.FindString(trimmed); m != "" {
		x.at, x.mended = begin+len(m)-1, trimmed[:len(m)-1]+"# "+trimmed[len(m)-1:]
		return "behind the key stands more than a key: it stands between [ and ] on a line of its own"
	}
	return "a key stands between brackets, [page.section.p1], on a line of its own, and is made of letters a to z, digits, - and _"
}
