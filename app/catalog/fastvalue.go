package catalog

import "strings"

// parseHeader returns the key of a header as the tool writes it.
func parseHeader(line string) (key string, ok bool) {
	if len(line) < 3 || line[len(line)-1] != ']' {
		return "", false
	}
	inner := line[1 : len(line)-1]
	key = strings.ReplaceAll(inner, `"`, "")
	return key, validateKey(key) == "" && (!strings.ContainsAny(inner, `"/`) || header(key) == line)
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

// unquoteLine returns the text of a TOML string that stands in one line; ok is false where raw is anything else.
func unquoteLine(raw string) (text string, ok bool) {
	if n := len(raw); n >= 2 && (raw[0] == '"' || raw[0] == '\'') && raw[n-1] == raw[0] {
		text = raw[1 : n-1]
		if strings.IndexByte(text, raw[0]) < 0 && (raw[0] == '\'' || strings.IndexByte(text, '\\') < 0) {
			return text, true
		}
	}
	return unquoteTOML(raw)
}
