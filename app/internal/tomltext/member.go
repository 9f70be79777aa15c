package tomltext

import (
	"fmt"
	"strings"
	"unicode"
)

// member explains a line "name = value". value is the offset of the value in the line.
func (x *explainer) member(name string, value int) string {
	v := strings.TrimRight(x.line[value:], " \t\u00A0\u3000\u200B")
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || unicode.In(r, unicode.Cf, unicode.Z) {
			return -1
		}
		return r
	}, leftBefore.ReplaceAllLiteralString(name, ""))
	if !bareName.MatchString(clean) {
		if clean = strings.TrimFunc(clean, func(r rune) bool { return strings.ContainsRune(quotes, r) }); nearest(clean, members) != "" {
			clean = nearest(clean, members)
		}
	}
	if !bareName.MatchString(clean) {
		x.at = strings.Index(x.line, name)
		return fmt.Sprintf("%q is no name: before the equals sign stands one word, such as other", name)
	}
	if msg := x.name(name, clean, v); msg != "" {
		return msg
	}
	own := valueOf(v, x)
	own.name, own.offset = clean, value
	msg := own.explain()
	if own.has {
		x.mended = clean + " = " + own.mended + own.trail
	}
	return msg
}

// name explains what is wrong before the value of a line that TOML could read otherwise; "" where it could not.
func (x *explainer) name(name, clean, v string) string {
	plain := clean + " = " + v
	if !readable(plain) {
		return ""
	}
	x.mended = plain
	isPlain := func(r rune) bool { return r == '\t' || r >= ' ' && r < 0x7F }
	at := strings.Index(x.line, name)
	switch indent := strings.IndexFunc(x.line, func(r rune) bool { return !isPlain(r) }); {
	case indent >= 0 && indent < at:
		x.at = indent
		return "before the name stands a character that does not belong there"
	case clean != name:
		x.at = at + max(0, strings.IndexFunc(name, func(r rune) bool { return !isPlain(r) }))
		return "the name before the equals sign holds a character that does not belong there"
	}
	x.at = at + len(name)
	x.at += max(0, strings.IndexFunc(x.line[x.at:], func(r rune) bool { return !strings.ContainsRune(" \t=", r) }))
	return "around the equals sign stands a character that is neither = nor a plain space"
}

// nearest returns the one of some names that a word is but for one letter, "" where it is none, or more than one.
func nearest(word string, names []string) (found string) {
	letters := []rune(strings.ToLower(word))
	for _, name := range names {
		if differs(letters, []rune(name)) == 1 {
			if found != "" {
				return ""
			}
			found = name
		}
	}
	return found
}

// differs returns by how many letters two words of the same length differ; otherwise more than they have.
func differs(a, b []rune) (n int) {
	if len(a) != len(b) || len(a) < 3 {
		return len(a) + len(b)
	}
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
