package segment

import (
	"bytes"
	"sort"
)

// lfText is a page whose line ends are line feeds, and the way back to the offsets of its source.
type lfText struct {
	text    []byte
	removed []int // offsets in text of the line feeds that had a carriage return before them
}

func newLFText(src []byte) lfText {
	if bytes.IndexByte(src, '\r') < 0 {
		return lfText{text: src}
	}
	t := lfText{text: make([]byte, 0, len(src))}
	for i, b := range src {
		if b == '\r' && i+1 < len(src) && src[i+1] == '\n' {
			t.removed = append(t.removed, len(t.text))
			continue
		}
		t.text = append(t.text, b)
	}
	return t
}

// sourceOffset returns the offset in the source of an offset in text.
func (t lfText) sourceOffset(i int) int { return i + sort.SearchInts(t.removed, i) }
