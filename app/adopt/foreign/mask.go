package foreign

import "strings"

// source is the text of prepared lines, with what is known of each byte.
type source struct {
	text   string
	code   []bool // the byte stands in code, that between backticks included
	starts []int  // offset of each line
	lines  []line
}

func newSource(lines []line) *source {
	s := &source{lines: lines}
	var b strings.Builder
	for _, l := range lines {
		s.starts = append(s.starts, b.Len())
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	s.text = b.String()
	s.code = make([]bool, len(s.text))
	for i := 0; i < len(lines); {
		if lines[i].code {
			for at := s.starts[i]; at < s.end(i); at++ {
				s.code[at] = true
			}
			i++
			continue
		}
		from := i
		for i < len(lines) && !lines[i].code && strings.TrimSpace(lines[i].text) != "" {
			i++
		}
		if i == from {
			i++
			continue
		}
		s.maskSpans(s.starts[from], s.end(i-1))
	}
	return s
}

// end returns the offset after a line.
func (s *source) end(i int) int {
	if i+1 < len(s.starts) {
		return s.starts[i+1]
	}
	return len(s.text)
}

// maskSpans marks the code between backticks of one paragraph (CommonMark 0.31.2, 6.1).
func (s *source) maskSpans(from, to int) {
	last := map[int]int{} // where a run of so many backticks stands last
	for at := from; at < to; {
		if n := backticks(s.text[at:to]); n > 0 {
			last[n] = at
			at += n
			continue
		}
		at++
	}
	for at := from; at < to; {
		n := backticks(s.text[at:to])
		switch {
		case n == 0:
			if s.text[at] == '\\' {
				at++
			}
			at++
		case last[n] <= at:
			at += n
		default:
			end := at + n
			for end < to {
				if m := backticks(s.text[end:to]); m == n {
					end += m
					break
				} else {
					end += max(m, 1)
				}
			}
			for ; at < end; at++ {
				s.code[at] = true
			}
		}
	}
}

func backticks(text string) int { return len(text) - len(strings.TrimLeft(text, "`")) }
