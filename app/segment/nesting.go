package segment

import "bytes"

// checkNesting adds a fault for each line from offset start on whose lists and quotes are nested deeper than a reader can follow and
// a parser should. It reports whether there was none.
func checkNesting(faults *faultCollector, start int) bool {
	before := len(faults.faults)
	for line := range bytes.SplitSeq(faults.text[start:], []byte{'\n'}) {
		if markers, column := containerMarkers(line); markers > maxMarkers || column > maxIndent {
			faults.add(start, "lists and quotes are nested too deep here: use fewer levels")
		}
		start += len(line) + 1
	}
	return len(faults.faults) == before
}

// containerMarkers returns how many markers of lists and quotes a line begins with, and the column of the last, from 0.
func containerMarkers(line []byte) (markers, last int) {
	for i, column := 0, 0; i < len(line); {
		n := 0
		switch c := line[i]; {
		case c == ' ':
			i, column = i+1, column+1
			continue
		case c == '\t':
			i, column = i+1, column+4-column%4
			continue
		case c == '>':
			n = 1
		default:
			n = listMarker(line[i:])
		}
		if n == 0 {
			break
		}
		markers, last = markers+1, column
		i, column = i+n, column+n
	}
	return markers, last
}

// listMarker returns the length of the list marker that a line begins with (CommonMark 0.31.2, 5.2), or 0.
func listMarker(line []byte) int {
	n := 0
	if len(line) > 0 && bytes.IndexByte([]byte("-+*"), line[0]) >= 0 {
		n = 1
	} else {
		n = len(line) - len(bytes.TrimLeft(line, "0123456789"))
		if n == 0 || n > 9 || n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	return n
}
