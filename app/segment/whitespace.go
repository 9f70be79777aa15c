package segment

import (
	"sort"
	"strings"
)

// normalizeSpace returns text on one line: white space becomes one space, and a hard break a backslash and a line feed.
func normalizeSpace(text string) string {
	if !strings.Contains(text, "\n") {
		return oneLine(text)
	}
	lines := strings.SplitAfter(text, "\n")
	hard := hardBreaks(text, lines)
	var b strings.Builder
	lineStart := true
	for i, line := range lines {
		trimmed := strings.TrimRight(line, " \t\n")
		if hard[i] && strings.HasSuffix(line, "\\\n") {
			trimmed = trimmed[:len(trimmed)-1]
		}
		if s := oneLine(trimmed); s != "" {
			if !lineStart {
				b.WriteByte(' ')
			}
			b.WriteString(s)
			lineStart = false
		}
		if hard[i] {
			b.WriteString("\\\n")
			lineStart = true
		}
	}
	return b.String()
}

// hardBreaks reports of each line of text whether it ends in a hard break. What looks like one may stand in code.
func hardBreaks(text string, lines []string) []bool {
	hard := make([]bool, len(lines))
	if !strings.Contains(text, "\\\n") && !strings.Contains(text, "  \n") {
		return hard
	}
	starts := make([]int, len(lines))
	for i, at := 0, 0; i < len(lines); i++ {
		starts[i] = at
		at += len(lines[i])
	}
	root, err := inline(parsers.line, text)
	if err != nil {
		return hard
	}
	for _, r := range root.all(RunHardBreak) {
		hard[sort.SearchInts(starts, r.Start+1)-1] = true
	}
	return hard
}

// oneLine returns text on one line, with one space between words. A no-break space is no white space: French needs it before a
// question mark.
func oneLine(text string) string {
	words := strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' })
	return strings.Join(words, " ")
}
