package store

import (
	"bytes"
	"sort"
)

// LFText is a text whose line ends are line feeds, and the way back to the offsets of its source.
type LFText struct {
	Text    []byte
	removed []int // offsets in Text of the line feeds that had a carriage return before them
}

// NewLFText returns a copy of source with line feeds for CRLF line ends. Any other carriage return stays.
func NewLFText(source []byte) LFText {
	t := LFText{Text: make([]byte, 0, len(source))}
	for line := range bytes.Lines(source) {
		before, crlf := bytes.CutSuffix(line, []byte("\r\n"))
		t.Text = append(t.Text, before...)
		if crlf {
			t.removed = append(t.removed, len(t.Text))
			t.Text = append(t.Text, '\n')
		}
	}
	return t
}

// SourceOffset returns the offset in the source of an offset in Text: of a line end, where the whole line end begins.
func (t LFText) SourceOffset(offset int) int { return offset + sort.SearchInts(t.removed, offset) }
