package segment

import "unicode/utf8"

// lineCounter turns rising offsets into lines and columns without counting from the start each time.
type lineCounter struct {
	text              []byte
	offset, line, col int
}

func newLineCounter(text []byte) *lineCounter { return &lineCounter{text: text, line: 1, col: 1} }

// position returns the line and the column of an offset, both from 1, columns in characters.
func (c *lineCounter) position(offset int) (line, col int) {
	if offset < c.offset {
		*c = *newLineCounter(c.text)
	}
	for ; c.offset < offset; c.offset++ {
		switch b := c.text[c.offset]; {
		case b == '\n':
			c.line, c.col = c.line+1, 1
		case utf8.RuneStart(b):
			c.col++
		}
	}
	return c.line, c.col
}
