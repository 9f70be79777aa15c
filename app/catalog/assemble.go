package catalog

import (
	"slices"
	"strings"
)

// assemble puts every comment in its place: in an entry, above the first, or below the last.
func assemble(parts []part) *layout {
	m := &layout{}
	for i := range parts {
		p := &parts[i]
		lines, last := p.below, i == len(parts)-1
		if p.entry == nil {
			m.head, lines = splitHead(lines, last)
		} else {
			p.after, lines = splitOwn(lines, last)
			m.entries = append(m.entries, p.entry)
		}
		lines = m.takeObsolete(lines, last)
		if !last {
			parts[i+1].entry.readLead(lines)
		}
	}
	return m
}

// splitOwn splits off the lines directly below an entry's last member, up to a blank line or the end of the file. They belong to the
// entry, unless the tool's lines for the next one or an obsolete entry are among them.
func splitOwn(lines []string, end bool) (after, others []string) {
	for i, line := range lines {
		m, _ := splitMark(line)
		switch {
		case line == "":
			return lines[:i], lines[i:]
		case m == markNote || m == markSource || isObsolete(line):
			return nil, lines
		}
	}
	if end {
		return lines, nil
	}
	return nil, lines
}

func isObsolete(line string) bool {
	m, text := splitMark(line)
	return m == markPrevious && headerLine.MatchString(text)
}

// splitHead splits off the people's comments at the top that a blank line separates from the first entry.
func splitHead(lines []string, alone bool) (head, others []string) {
	if alone && !slices.ContainsFunc(lines, hasMark) {
		lines = append(lines, "")
	}
	n := slices.IndexFunc(append(lines, markNote), hasMark)
	for n > 0 && lines[n-1] != "" {
		n--
	}
	head, others = lines[:n], lines[n:]
	for len(head) > 0 && head[0] == "" {
		head = head[1:]
	}
	for len(head) > 0 && head[len(head)-1] == "" {
		head = head[:len(head)-1]
	}
	return head, others
}

// takeObsolete moves obsolete entries with all that stands above them from lines to the trailers; at the end of the file, everything.
func (m *layout) takeObsolete(lines []string, end bool) (others []string) {
	for {
		first := slices.IndexFunc(lines, isObsolete)
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
		m.addComments(lines[:start])
		m.readObsolete(lines[start:first], lines[first:stop])
		lines = lines[stop:]
	}
	if end {
		m.addComments(lines)
		return nil
	}
	return lines
}

// addComments adds groups of comments to the trailer.
func (m *layout) addComments(lines []string) {
	for group := range strings.SplitSeq(strings.Join(lines, "\n"), "\n\n") {
		if group = strings.Trim(group, "\n"); group != "" {
			m.trailers = append(m.trailers, trailer{lines: strings.Split(group, "\n")})
		}
	}
}

// readObsolete reads the block of an obsolete entry. What is no such block is kept as it is.
func (m *layout) readObsolete(above, body []string) {
	var text strings.Builder
	for _, l := range body {
		text.WriteString(strings.TrimPrefix(l[len(markPrevious):], " ") + "\n")
	}
	r := readEntries("", []byte(text.String()), false)
	if len(r.faults) > 0 || len(r.parts) == 1 && len(r.parts[0].below) > 0 {
		m.trailers = append(m.trailers, trailer{lines: slices.Concat(above, body)})
		return
	}
	for i, p := range r.parts[1:] {
		p.after = p.below
		p.makePlain()
		if i == 0 {
			p.entry.readLead(above)
		}
		m.trailers = append(m.trailers, trailer{obsolete: p.entry})
	}
}
