package check

import (
	"regexp"
	"strings"
	"unicode"
)

// pattern is an expression that is tried only on texts that may match: on the others it would take most of the time of a check.
type pattern struct {
	expression *regexp.Regexp
	may        func(text string) bool // false only where the expression cannot match
}

func newPattern(expression string, may func(string) bool) pattern {
	return pattern{regexp.MustCompile(expression), may}
}

// MatchString is that of [regexp.Regexp], like the others.
func (p pattern) MatchString(s string) bool { return p.may(s) && p.expression.MatchString(s) }

func (p pattern) FindStringIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.expression.FindStringIndex(s)
}

func (p pattern) FindStringSubmatchIndex(s string) []int {
	if !p.may(s) {
		return nil
	}
	return p.expression.FindStringSubmatchIndex(s)
}

func (p pattern) FindAllStringIndex(s string, n int) [][]int {
	if !p.may(s) {
		return nil
	}
	return p.expression.FindAllStringIndex(s, n)
}

// mayMark says that a text has something that Markdown might take for a mark.
func mayMark(s string) bool {
	return strings.ContainsAny(s, "*`") || strings.Contains(s, "__") || strings.Contains(s, "](")
}

// mayGlue says that a letter stands right behind one of the marks that want a space.
func mayGlue(s string) bool {
	behind := false
	for _, r := range s {
		if behind && (unicode.IsLetter(r) || 0x0590 <= r && r <= 0x09ff) {
			return true
		}
		switch r {
		case ',', ';', '!', '?', '.', '،', '؛', '؟', '।', '۔':
			behind = true
		default:
			behind = false
		}
	}
	return false
}

// mayDouble says that two blanks stand in a row.
func mayDouble(s string) bool {
	before := false
	for _, r := range s {
		blank := r == ' ' || r == '\t' || r >= 0xa0 && strings.ContainsRune(blanksApart, r)
		if blank && before {
			return true
		}
		before = blank
	}
	return false
}

// mayBeUnfamiliar says that a tab stands in a text, or a character whose first byte is that of an uncommon space.
func mayBeUnfamiliar(s string) bool {
	return strings.IndexByte(s, '\t') >= 0 || strings.IndexByte(s, 0xe1) >= 0 || strings.IndexByte(s, 0xe2) >= 0
}

// mayAddress says that something might be a placeholder, a web or mail address, or a name with a dot in it.
func mayAddress(s string) bool {
	if strings.ContainsAny(s, "{@:") {
		return true
	}
	for i := 0; ; {
		n := strings.IndexByte(s[i:], '.')
		if n < 0 || i+n+1 == len(s) {
			return false
		}
		if i += n + 1; s[i] != ' ' {
			return true
		}
	}
}
