package catalog

import (
	"strings"
	"unicode/utf8"
)

// key reads a header as the tool writes it.
func (p *fastParser) key(line string) (key string, ok bool) {
	if len(line) < 3 || line[len(line)-1] != ']' {
		return "", false
	}
	if key = line[1 : len(line)-1]; strings.IndexByte(key, '"') >= 0 {
		key = strings.ReplaceAll(key, `"`, "")
		ok = header(key) == line
	} else {
		ok = bareKey(key)
	}
	return key, ok && validateKey(key) == ""
}

// bareKey reports whether TOML takes the parts of a key without quotation marks. Empty parts are left to [validateKey].
func bareKey(key string) bool {
	for i := range len(key) {
		if c := key[i]; c != '.' && !bareRune(rune(c)) {
			return false
		}
	}
	return true
}

// multiline reads a literal string up to its end, which must be the end of a line.
func (p *fastParser) multiline() (value string, ok bool) {
	value, after, ok := strings.Cut(p.text[min(p.at, len(p.text)):], "'''")
	if !ok || after != "" && after[0] != '\n' {
		return "", false
	}
	p.at += len(value) + len("'''\n")
	p.line += 1 + strings.Count(value, "\n")
	return value, true
}

// valid reports whether nothing is wrong with a text.
func (p *fastParser) valid(text string) bool {
	if strings.Contains(text, "{{") {
		return !p.page && utf8.ValidString(text) && len(validateText(text)) == 0
	}
	return fastValid(text) || utf8.ValidString(text) && len(allFlaws(text)) == 0
}

// unquoteLine reads a TOML string in the spellings of one line, but for rare escapes.
func unquoteLine(spelled string) (value string, ok bool) {
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
		return unescape(value)
	}
	return "", false
}

// unescape reads what stands between the quotation marks of a basic string.
func unescape(s string) (value string, ok bool) {
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
