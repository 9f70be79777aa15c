package catalog

import (
	"slices"
	"strings"
)

// arrange gives every comment its place: in an entry, above the first, or below the last.
func arrange(parts []part) (m model) {
	for i := range parts {
		p := &parts[i]
		lines, last := texts(p.below), i == len(parts)-1
		if p.entry == nil {
			m.head, lines = heading(lines, last)
		} else {
			p.after, lines = own(lines, last)
			m.entries = append(m.entries, p.entry)
		}
		lines = m.rests(lines, last)
		if !last {
			parts[i+1].entry.prelude(lines)
		}
	}
	return m
}

// texts gives the lines of comments and blank lines; a blank line is "".
func texts(items []item) []string {
	if len(items) == 0 {
		return nil
	}
	lines := make([]string, len(items))
	for i, it := range items {
		lines[i] = it.text
	}
	return lines
}

// own splits off the lines directly below an entry's last member, up to a blank line or the end of the file: they are its
// own, unless the tool's lines for the next entry or a block of an entry that is gone are among them.
func own(lines []string, end bool) (after, others []string) {
	n := slices.Index(lines, "")
	if n < 0 && end {
		n = len(lines)
	}
	for i := range max(n, 0) {
		m, _ := marked(lines[i])
		if m == markNote || m == markSource || isGone(lines[i]) {
			return nil, lines
		}
	}
	if n < 0 {
		return nil, lines
	}
	return lines[:n], lines[n:]
}

// isGone says that a line is the header of an entry that is gone.
func isGone(line string) bool {
	m, text := marked(line)
	return m == markPrevious && headerLine.MatchString(text)
}

// heading splits off the people's comments at the top that a blank line separates from the first entry.
func heading(lines []string, alone bool) (head, others []string) {
	n := len(lines)
	for i, l := range lines {
		if m, _ := marked(l); m != "" {
			n = i
			break
		}
	}
	if n == len(lines) && alone {
		return trim(lines), nil
	}
	for n > 0 && lines[n-1] != "" {
		n--
	}
	return trim(lines[:n]), lines[n:]
}

// rests takes out of lines what belongs below all entries: blocks of entries that are gone, with all that stands above
// them, and at the end of the file everything.
func (m *model) rests(lines []string, end bool) (others []string) {
	for {
		first := slices.IndexFunc(lines, isGone)
		if first < 0 {
			break
		}
		start, stop := first, first+1
		for start > 0 && lines[start-1] != "" {
			start--
		}
		for stop < len(lines) && strings.HasPrefix(lines[stop], markPrevious) {
			stop++
		}
		m.loose(lines[:start])
		m.gone(lines[start:first], lines[first:stop])
		lines = lines[stop:]
	}
	if end {
		m.loose(lines)
		return nil
	}
	return lines
}

// loose puts groups of comments below all entries.
func (m *model) loose(lines []string) {
	for len(lines) > 0 {
		n := slices.Index(lines, "")
		if n < 0 {
			n = len(lines)
		}
		if n > 0 {
			m.tail = append(m.tail, rest{lines: lines[:n]})
		}
		lines = lines[min(n+1, len(lines)):]
	}
}

// gone reads the block of an entry whose English is gone. What is no such block is kept as it is.
func (m *model) gone(above, body []string) {
	var text strings.Builder
	for _, l := range body {
		text.WriteString(strings.TrimPrefix(l[len(markPrevious):], " ") + "\n")
	}
	r := entryReader{data: []byte(text.String()), line: 1}
	scan(r.data, r.take)
	if len(r.faults) > 0 || len(r.last().below) > 0 && r.last().entry == nil {
		m.tail = append(m.tail, rest{lines: slices.Concat(above, body)})
		return
	}
	for i, p := range r.parts[1:] {
		p.after = texts(p.below)
		p.settle()
		if i == 0 {
			p.entry.prelude(above)
		}
		m.tail = append(m.tail, rest{gone: p.entry})
	}
}

// trim takes blank lines off both ends.
func trim(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}
