package store

import (
	"bytes"
	"sort"
)

// LFText is a text whose line ends are line feeds, without a byte order mark, and the way back to the offsets of its source.
type LFText struct {
	Text    []byte
	mark    int   // length of the byte order mark
	removed []int // offsets in Text of the line feeds, once for each carriage return before them
}

// NewLFText returns a copy of source with line feeds for its line ends and without a byte order mark. Programs that change line ends twice leave
// several returns before a line feed; a text without a line feed is of an old Mac. Any other carriage return stays.
func NewLFText(source []byte) LFText {
	t := LFText{Text: make([]byte, 0, len(source))}
	if rest, marked := bytes.CutPrefix(source, []byte("\uFEFF")); marked {
		t.mark, source = len(source)-len(rest), rest
	}
	if bytes.IndexByte(source, '\n') < 0 {
		t.Text = bytes.ReplaceAll(source, []byte{'\r'}, []byte{'\n'})
		return t
	}
	for line := range bytes.Lines(source) {
		before, ends := bytes.CutSuffix(line, []byte{'\n'})
		text := before
		if ends {
			text = bytes.TrimRight(before, "\r")
		}
		t.Text = append(t.Text, text...)
		for range len(before) - len(text) {
			t.removed = append(t.removed, len(t.Text))
		}
		if ends {
			t.Text = append(t.Text, '\n')
		}
	}
	return t
}

// SourceOffset returns the offset in the source of an offset in Text: of a line end, where the whole line end begins.
func (t LFText) SourceOffset(offset int) int {
	return t.mark + offset + sort.SearchInts(t.removed, offset)
}
