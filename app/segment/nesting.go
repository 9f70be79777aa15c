package segment

import (
	"bytes"
	"regexp"
)

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

// containerMarker matches the marker of a quote or of a list item that a line begins with (CommonMark 0.31.2, 5.1 and 5.2).
var containerMarker = regexp.MustCompile(`^(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]|$))`)

// containerMarkers returns how many markers of lists and quotes a line begins with, and the column of the last, from 0.
func containerMarkers(line []byte) (markers, last int) {
	for column := 0; ; {
		spaces := len(line) - len(bytes.TrimLeft(line, " \t"))
		for _, c := range line[:spaces] {
			column++
			if c == '\t' {
				column = (column + 3) &^ 3
			}
		}
		marker := bytes.TrimRight(containerMarker.Find(line[spaces:]), " \t")
		if len(marker) == 0 {
			return markers, last
		}
		markers, last = markers+1, column
		column += len(marker)
		line = line[spaces+len(marker):]
	}
}
