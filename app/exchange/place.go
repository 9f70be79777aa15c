package exchange

// place finds lines and columns of offsets that only grow, in one walk over the data.
type place struct {
	data      []byte
	offset    int
	line, col int
}

func newPlace(data []byte) *place { return &place{data: data, line: 1, col: 1} }

// at gives line and column of an offset that is not before the last one asked for.
func (p *place) at(offset int) (line, col int) {
	for ; p.offset < offset && p.offset < len(p.data); p.offset++ {
		switch c := p.data[p.offset]; {
		case c == '\n':
			p.line, p.col = p.line+1, 1
		case c&0xC0 != 0x80:
			p.col++
		}
	}
	return p.line, p.col
}
