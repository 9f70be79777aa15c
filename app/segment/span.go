package segment

import "github.com/yuin/goldmark/text"

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
	for s.start < s.end && isBlank(text[s.start]) {
		s.start++
	}
	for s.start < s.end && isBlank(text[s.end-1]) {
		s.end--
	}
	return s
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// byteBefore returns the byte before an offset, spaces and tabs left out; 0 at the start of the text.
func byteBefore(text []byte, offset int) byte {
	for offset > 0 && (text[offset-1] == ' ' || text[offset-1] == '\t') {
		offset--
	}
	if offset == 0 {
		return 0
	}
	return text[offset-1]
}
