package segment

import (
	"bytes"
	"regexp"

	"github.com/parlance/parlance/app/internal/textencoding"
	"github.com/parlance/parlance/app/internal/tomltext"
)

const (
	maxPage    = 8 << 20  // bytes of a page
	maxLines   = 200_000  // lines of a page
	maxText    = 16 << 10 // bytes of one text: what a pathological one costs grows with its square
	maxMarkers = 16       // list and quote marks at the start of one line
	maxIndent  = 120      // columns before the last of them
)

// checkBytes adds the faults of what no page may hold anywhere. It returns false if the page must not be read further.
func checkBytes(faults *faultCollector) bool {
	text := faults.text
	if bytes.Count(text, []byte{'\n'}) > maxLines {
		faults.add(0, "the page has more than %d lines: split it", maxLines)
		return false
	}
	if i, msg, _, bad := textencoding.Advice(faults.file, text); bad {
		faults.add(i, "%s", msg)
		return false
	}
	if bytes.Contains(text, []byte("<<<<<<<")) || bytes.Contains(text, []byte(">>>>>>>")) {
		for _, at := range conflict.FindAllIndex(text, maxFaults) {
			faults.add(at[0], "%s", tomltext.ConflictAdvice(string(text[at[0]:])))
		}
	}
	if len(faults.faults) > 0 {
		return false // all that follows is spoilt
	}
	for i, c := range string(text) {
		if reason := forbiddenReason(c); reason != "" {
			faults.add(i, "%U: %s", c, reason)
		}
	}
	for _, at := range templateAction.FindAllIndex(text, maxFaults) {
		faults.add(at[0], "%s", templateAdvice)
	}
	return true
}

// conflict matches what git leaves where it cannot merge.
var conflict = regexp.MustCompile(`(?m)^(?:<{7}|>{7}) .*$`)

var templateAction = regexp.MustCompile(`\{\{`)

const templateAdvice = "instructions for another program, as {{ .Date }} or {{< figure >}}, are not served: write what stands for them; write \\{\\{ for braces that readers shall see"

// forbiddenReason returns why a page may not hold a character, or "".
func forbiddenReason(c rune) string {
	switch {
	case c == '\n' || c == '\t':
		return ""
	case c == '\r':
		return "a carriage return without a line feed: save the page with one kind of line ends"
	case c == 0xFEFF:
		return "a byte order mark: save the page as UTF-8 without it"
	case c >= 0x202A && c <= 0x202E:
		return "this character turns the direction of text: take it out"
	case c == 0xFFFD:
		return "this stands for a character that was lost: write it anew"
	case c < 0x20, c >= 0x7F && c < 0xA0, c == 0x2028, c == 0x2029:
		return "a control character: take it out"
	}
	return ""
}

// checkNesting adds a fault for each line from offset start on with lists and quotes nested too deep. It reports whether there was none.
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

// containerMarker matches the marker of a quote or of a list item that a line begins with (CommonMark 0.31.2, 5.1 and 5.2), or of a footnote.
var containerMarker = regexp.MustCompile(`^(?:>|\[\^[^\[\]]+\]:|(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]|$))`)

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
