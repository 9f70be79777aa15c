package tomltext

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// flawed explains a text between the right marks that holds what may not stand in it.
func (v *value) flawed(body, mark, where string) string {
	if mark == `"` {
		if i := badEscape(body); i >= 0 {
			next, _ := utf8.DecodeRuneInString(body[i+1:])
			v.point(i + len(v.raw) - len(strings.TrimLeft(v.raw, `"`)))
			v.mend(decode(body, mark))
			if strings.Contains(v.raw, `"""`) || lettersInCodes(body) { // which of its backslashes were meant as such?
				v.has = false
			}
			return fmt.Sprintf(`a backslash between two " marks begins a code, and \%c is none: write \\ for a backslash, or put the text between two ' marks`, next)
		}
	}
	for i, r := range v.line {
		if invisible(r) {
			v.at = i
			return v.control(where)
		}
	}
	return "the text cannot be read: write it anew, between two \" marks"
}

var goodEscape = regexp.MustCompile(`^\\(["\\bfnrte]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\n)`)

// badEscape returns where the first backslash stands that begins no code, -1 for none.
func badEscape(body string) int {
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		m := goodEscape.FindString(body[i:])
		if _, ok := Unquote(`"` + m + `"`); m == "" || !ok && !strings.HasSuffix(m, "\n") {
			return i
		}
		i += len(m) - 1
	}
	return -1
}

// lettersInCodes reports whether a body has a code such as \n that somebody who knows no codes may have meant as a backslash and a letter.
func lettersInCodes(body string) bool {
	for i := 0; i < len(body); i++ {
		if m := goodEscape.FindString(body[i:]); m != "" {
			if strings.ContainsAny(m[1:2], "bfnrtexuU") {
				return true
			}
			i += len(m) - 1
		}
	}
	return false
}

// decode returns the text that somebody meant between two marks: codes that TOML has are taken as such, everything else as it stands.
func decode(body, mark string) string {
	if mark != `"` {
		return body
	}
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			b.WriteByte(body[i])
			continue
		}
		m := goodEscape.FindString(body[i:])
		text, ok := Unquote(`"` + m + `"`)
		switch {
		case m != "" && ok:
			b.WriteString(text)
			i += len(m) - 1
		case strings.HasPrefix(body[i:], `\'`), strings.HasPrefix(body[i:], `\/`): // of other languages
		default:
			b.WriteByte('\\')
		}
	}
	return b.String()
}
