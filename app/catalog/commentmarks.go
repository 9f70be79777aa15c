package catalog

import (
	"regexp"
	"strings"
)

// The marks of the tool's own comments.
const (
	markNote       = "#."
	markSource     = "#>"
	markOld        = "#|"
	markPrevious   = "#~"
	markSuggestion = "#="
)

// splitMark splits a comment of the tool's into its mark and the text behind it. The mark is "" for a comment that people wrote.
func splitMark(comment string) (mark, text string) {
	if len(comment) < 2 || !strings.ContainsRune(".>|~=", rune(comment[1])) {
		return "", comment
	}
	if text = comment[2:]; text != "" && text[0] != ' ' {
		return "", comment
	}
	return comment[:2], strings.TrimPrefix(text, " ")
}

// withMark returns one line of a tool's comment.
func withMark(mark, text string) string {
	if text == "" {
		return mark
	}
	return mark + " " + text
}

var (
	formPrefix = regexp.MustCompile(`^(zero|one|two|few|many|other): ?`)
	headerLine = regexp.MustCompile(`^\[[ \t]*` + keyPart + `([ \t]*\.[ \t]*` + keyPart + `)*[ \t]*\][ \t]*(#.*)?$`)
)

const keyPart = `(?:[A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')`

// markForms returns texts as comment lines, one for each line of each form; [readForms] reads them back.
func markForms(m string, f Forms) []string {
	var lines []string
	if !f.Plural() {
		for line := range strings.SplitSeq(f.Other, "\n") {
			if formPrefix.MatchString(line) || headerLine.MatchString(line) {
				lines = append(lines, withMark(m, quoteBasic(line)))
			} else {
				lines = append(lines, withMark(m, quoteLine(line)))
			}
		}
		return lines
	}
	for _, c := range f.Filled() {
		for line := range strings.SplitSeq(f.Get(c), "\n") {
			lines = append(lines, withMark(m, withMark(c+":", quoteLine(line))))
		}
	}
	return lines
}

// quoteLine returns a line as it is where nothing in it can be misread, and as a TOML string otherwise.
func quoteLine(line string) string {
	if strings.HasPrefix(line, `"`) || strings.TrimSpace(line) != line || strings.ContainsFunc(line, mustEscape) {
		return quoteBasic(line)
	}
	return line
}

// readForms reads what markForms wrote, marks taken off.
func readForms(lines []string) (f Forms) {
	if len(lines) == 0 {
		return f
	}
	if !maySelectForm(lines[0]) || !formPrefix.MatchString(lines[0]) {
		if len(lines) == 1 {
			f.Other = unquoteMarked(lines[0])
			return f
		}
		texts := make([]string, len(lines))
		for i, l := range lines {
			texts[i] = unquoteMarked(l)
		}
		f.Other = strings.Join(texts, "\n")
		return f
	}
	texts := map[string][]string{}
	last := ""
	for _, l := range lines {
		if m := formPrefix.FindString(l); m != "" {
			last, l = strings.TrimRight(m, ": "), l[len(m):]
		}
		texts[last] = append(texts[last], unquoteMarked(l))
	}
	for c, t := range texts {
		f = f.With(c, strings.Join(t, "\n"))
	}
	return f
}

// maySelectForm is a quick look before formPrefix: false means that it does not match.
func maySelectForm(line string) bool {
	return line != "" && strings.IndexByte("zotfm", line[0]) >= 0 && strings.IndexByte(line, ':') > 0
}

func unquoteMarked(line string) string {
	if strings.HasPrefix(line, `"`) {
		if text, ok := unquoteBasic(line); ok {
			return text
		}
	}
	return line
}
