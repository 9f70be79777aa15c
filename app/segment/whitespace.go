package segment

import "strings"

// normalizeSpace returns text on one line: white space becomes one space, and a hard break a backslash and a line feed.
func normalizeSpace(text string) string {
	var breaks []*Run
	if strings.Contains(text, "\\\n") || strings.Contains(text, "  \n") { // what looks like a hard break may be in code
		if root, err := inlineLine(text); err == nil {
			breaks = root.All(RunHardBreak)
		}
	}
	var lines []string
	start := 0
	for _, br := range breaks {
		lines = append(lines, oneLine(text[start:br.Start]))
		start = br.End
	}
	return strings.Join(append(lines, oneLine(text[start:])), "\\\n")
}

// oneLine returns text on one line, with one space between words. A no-break space is no white space: French needs it before a
// question mark.
func oneLine(text string) string {
	words := strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' })
	return strings.Join(words, " ")
}
