package segment

import (
	"slices"
	"unicode/utf8"

	"github.com/parlance/parlance/app/store"
)

// maxFaults is how many faults of one page are told: enough to mend a page in one go, and a limit for a hostile one.
const maxFaults = 100

// report gathers the faults of one page.
type report struct {
	file   string
	text   []byte
	faults store.Faults
}

func (r *report) add(offset int, format string, args ...any) {
	if len(r.faults) < maxFaults {
		r.faults = append(r.faults, store.At(r.file, r.text, offset, format, args...))
	}
}

// err gives what was found in the order of the page.
func (r *report) err() error {
	slices.SortStableFunc(r.faults, func(a, b *store.Fault) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Col - b.Col
	})
	return r.faults.Err()
}

// cursor turns rising offsets into lines and columns without counting from the start each time.
type cursor struct {
	text              []byte
	offset, line, col int
}

func newCursor(text []byte) *cursor { return &cursor{text: text, line: 1, col: 1} }

func (c *cursor) position(offset int) (line, col int) {
	if offset < c.offset {
		*c = *newCursor(c.text)
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
