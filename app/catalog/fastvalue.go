package catalog

import (
	"strings"
	"unicode/utf8"
)

// key reads a header whose parts are bare, or quoted without escapes.
func (s *swift) key(line string) (key string, ok bool) {
	if len(line) < 3 || line[len(line)-1] != ']' {
		return "", false
	}
	inner := line[1 : len(line)-1]
	if strings.IndexByte(inner, '"') < 0 {
		return inner, bareKey(inner) && vetKey(inner) == ""
	}
	parts := strings.Split(inner, ".")
	for i, p := range parts {
		if q, quoted := strings.CutPrefix(p, `"`); quoted {
			if q, quoted = strings.CutSuffix(q, `"`); !quoted || !bareKey(strings.ReplaceAll(q, "/", "-")) {
				return "", false
			}
			parts[i] = q
		} else if !bareKey(p) {
			return "", false
		}
	}
	key = strings.Join(parts, ".")
	return key, vetKey(key) == ""
}

// bareKey says that TOML takes the parts of a key without quotation marks. Empty parts are left to [vetKey].
func bareKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; c != '.' && !bareRune(rune(c)) {
			return false
		}
	}
	return true
}

// member reads a line like «other = "…"».
func (s *swift) member(m *Message, line string, from int) bool {
	name, spelled, ok := strings.Cut(line, " = ")
	if !ok {
		return false
	}
	at := place{name, s.line - 1, len(name) + 4}
	value, ok := onOneLine(spelled)
	if spelled == "'''" {
		value, ok = s.lines()
	}
	if !ok || !s.fit(value) {
		return false
	}
	for _, p := range s.places[from:] {
		if p.member == name {
			return false
		}
	}
	switch name {
	case "hash":
		m.Hash = value
	case "description":
		m.Description = value
	case "other":
		m.Forms.Other = value
	default:
		p := m.Forms.at(name)
		if p == nil {
			return false
		}
		*p = value
	}
	s.places = append(s.places, at)
	return true
}

// lines reads a literal string up to its end, which is the end of a line.
func (s *swift) lines() (value string, ok bool) {
	value, after, ok := strings.Cut(s.text[min(s.at, len(s.text)):], "'''")
	if !ok || after != "" && after[0] != '\n' {
		return "", false
	}
	s.at += len(value) + len("'''\n")
	s.line += 1 + strings.Count(value, "\n")
	return value, true
}

// fit says that nothing is wrong with a text.
func (s *swift) fit(text string) bool {
	if strings.Contains(text, "{{") {
		return !s.page && utf8.ValidString(text) && len(vetText(text)) == 0
	}
	return flawless(text) || utf8.ValidString(text) && len(vetText(text)) == 0
}

// onOneLine reads a TOML string without line ends and rare escapes.
func onOneLine(spelled string) (value string, ok bool) {
	if len(spelled) < 2 || spelled[0] != spelled[len(spelled)-1] {
		return "", false
	}
	value = spelled[1 : len(spelled)-1]
	switch spelled[0] {
	case '\'':
		return value, strings.IndexByte(value, '\'') < 0
	case '"':
		if strings.IndexByte(value, '\\') < 0 {
			return value, strings.IndexByte(value, '"') < 0
		}
		return unescaped(value)
	}
	return "", false
}

// unescaped reads what stands between the quotation marks of a basic string.
func unescaped(s string) (value string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"' || s[i] == '\\' && i+1 == len(s):
			return "", false
		case s[i] != '\\':
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case '"', '\\':
			b.WriteByte(s[i])
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		default:
			return "", false
		}
	}
	return b.String(), true
}
