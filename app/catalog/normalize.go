package catalog

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// plainLines returns a file without a byte order mark at its start, and with the line ends of Unix (R40). Programs that change
// them twice leave two returns before a line feed.
func plainLines(data []byte) []byte {
	data = bytes.TrimSuffix(bytes.TrimPrefix(data, []byte("\uFEFF")), []byte("\x1A")) // U+001A ends a file of DOS
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	if bytes.IndexByte(data, '\n') < 0 { // of old Macs
		return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\r\n"), []byte("\n")), []byte("\r\n"), []byte("\n"))
}

var (
	tabs              = regexp.MustCompile(`[ \t]*\t[ \t]*`)
	spacedPlaceholder = regexp.MustCompile(`\{\{[\s\x{A0}]*\.[\s\x{A0}]*([A-Za-z][A-Za-z0-9_]*)[\s\x{A0}]*\}\}`)
)

// NormalizeText returns a text as it is meant: composed (NFC), without white space around it, with a space for a tab, and with placeholders as
// {{.Name}} where they are written as in other programs, {{ .Name }} (R40).
func NormalizeText(text string) string {
	if text = strings.TrimSpace(text); fastValid(text) {
		return text
	}
	if strings.IndexByte(text, '\t') >= 0 {
		text = tabs.ReplaceAllLiteralString(text, " ")
	}
	if strings.Contains(text, "{{") {
		text = spacedPlaceholder.ReplaceAllString(text, "{{.$1}}")
	}
	return norm.NFC.String(text)
}

// isSound reports whether a text is normal and has no flaw.
func isSound(text string, page bool) bool {
	return strings.TrimSpace(text) == text && fastValid(text) || NormalizeText(text) == text && len(validateText(text, page)) == 0
}

// Normalize returns the forms with [NormalizeText] of each.
func (f Forms) Normalize() Forms {
	for _, c := range categories {
		if p := f.at(c); *p != "" {
			*p = NormalizeText(*p)
		}
	}
	return f
}
