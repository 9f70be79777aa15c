package catalog

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/internal/tomltext"
)

// bytes returns the layout as a file: entries a blank line apart, and the trailers below them.
func (m *layout) bytes() []byte {
	var file bytes.Buffer
	block := func(lines []string) {
		if len(lines) > 0 && file.Len() > 0 {
			file.WriteByte('\n')
		}
		for _, l := range lines {
			file.WriteString(l)
			file.WriteByte('\n')
		}
	}
	block(m.head)
	for i, e := range m.entries {
		above := e.above()
		if i == 0 { // what stands above a blank line and all of the tool's belongs to the file: see [splitHead]
			n := slices.IndexFunc(append(above, markNote), hasMark)
			above = append(slices.DeleteFunc(slices.Clone(above[:n]), isBlank), above[n:]...)
		}
		block(e.appendTable(above))
	}
	for _, t := range m.trailers {
		block(t.lines)
		if t.obsolete != nil {
			table := strings.Split(strings.Join(t.obsolete.appendTable(nil), "\n"), "\n")
			block(append(t.obsolete.above(), markLines(markPrevious, table)...))
		}
	}
	return file.Bytes()
}

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

// withLineEnds returns data, whose lines end as on Unix, with the line ends of a file.
func withLineEnds(data, file []byte) []byte {
	if n := bytes.IndexByte(file, '\n'); n > 0 && file[n-1] == '\r' {
		return bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
	}
	return data
}

func isBlank(line string) bool { return line == "" }

// above returns the lines above an entry's header.
func (e *entry) above() []string {
	lines := append(make([]string, 0, 16), e.comments[atNote]...)
	lines = append(append(lines, markLines(markNote, e.notes)...), e.comments[atSource]...)
	if !e.source.Empty() {
		lines = append(lines, markForms(markSource, e.source)...)
	}
	for _, p := range e.pairs {
		lines = append(append(lines, p.before...), p.lines()...)
	}
	lines = append(append(lines, e.comments[atSuggestion]...), markLines(markSuggestion, e.suggestions)...)
	return append(lines, e.comments[atHeader]...)
}

// lines returns the comment lines of a previous translation.
func (p Previous) lines() []string {
	return append(markForms(markOld, p.Source), markForms(markPrevious, p.Text)...)
}

// appendTable appends the header and what is below it: comments, and members, which may be of several lines.
func (e *entry) appendTable(lines []string) []string {
	if e.body != "" {
		return append(append(lines, strings.Split(e.body, "\n")...), e.after...)
	}
	lines = append(lines, withMark(header(e.key), e.trail))
	for i := range e.members {
		m := &e.members[i]
		lines = append(append(lines, m.before...), withMark(m.name+" = "+m.raw, m.trail))
	}
	return append(lines, e.after...)
}

// header returns a key as the header of a table, with the parts quoted that TOML wants quoted.
func header(key string) string {
	parts := strings.Split(key, ".")
	for i, p := range parts {
		if p == "" || !bareKey(p) {
			parts[i] = tomltext.QuoteBasic(p)
		}
	}
	return "[" + strings.Join(parts, ".") + "]"
}

// bareKey reports whether TOML takes part of a key without quotation marks.
func bareKey(part string) bool {
	for i := range len(part) {
		if c := part[i]; c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
