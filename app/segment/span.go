package segment

import (
	"bytes"

	"github.com/yuin/goldmark/text"
)

// span is a part of the text being parsed: from the offset of its first byte to the offset after its last.
type span struct{ start, end int }

// spansOf returns the spans of a block's lines.
func spansOf(lines *text.Segments) []span {
	s := make([]span, lines.Len())
	for i := range s {
		line := lines.At(i)
		s[i] = span{line.Start, line.Stop}
	}
	return s
}

// trim leaves out spaces, tabs and line feeds at both ends.
func (s span) trim(text []byte) span {
	s.end = s.start + len(bytes.TrimRight(text[s.start:s.end], " \t\n"))
	s.start = s.end - len(bytes.TrimLeft(text[s.start:s.end], " \t\n"))
	return s
}
