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

// marked splits a tool's comment into its mark and what follows. mark is "" for a comment of people.
func marked(comment string) (mark, text string) {
	if len(comment) < 2 || !strings.ContainsRune(".>|~=", rune(comment[1])) {
		return "", comment
	}
	if text = comment[2:]; text != "" && text[0] != ' ' {
		return "", comment
	}
	return comment[:2], strings.TrimPrefix(text, " ")
}

// mark writes one line of a tool's comment.
func mark(mark, text string) string {
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

// markForms writes texts as comment lines: one for each line of each form, so that [readForms] gives the same texts.
func markForms(m string, f Forms) []string {
	var lines []string
	if !f.Plural() {
		for line := range strings.SplitSeq(f.Other, "\n") {
			if formPrefix.MatchString(line) || headerLine.MatchString(line) {
				lines = append(lines, mark(m, quote(line)))
			} else {
				lines = append(lines, mark(m, plain(line)))
			}
		}
		return lines
	}
	for _, c := range f.Filled() {
		for line := range strings.SplitSeq(f.Get(c), "\n") {
			lines = append(lines, mark(m, mark(c+":", plain(line))))
		}
	}
	return lines
}

// plain gives a line as it is where nothing in it can be misread, and quoted otherwise.
func plain(line string) string {
	if strings.HasPrefix(line, `"`) || strings.TrimSpace(line) != line || strings.ContainsFunc(line, mustEscape) {
		return quote(line)
	}
	return line
}

// readForms reads what markForms wrote, marks taken off.
func readForms(lines []string) (f Forms) {
	if len(lines) == 0 {
		return f
	}
	if !mayName(lines[0]) || !formPrefix.MatchString(lines[0]) {
		if len(lines) == 1 {
			f.Other = unplain(lines[0])
			return f
		}
		texts := make([]string, len(lines))
		for i, l := range lines {
			texts[i] = unplain(l)
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
		texts[last] = append(texts[last], unplain(l))
	}
	for c, t := range texts {
		f = f.With(c, strings.Join(t, "\n"))
	}
	return f
}

// mayName says of few lines besides those that begin with a plural form that they might.
func mayName(line string) bool {
	return line != "" && strings.IndexByte("zotfm", line[0]) >= 0 && strings.IndexByte(line, ':') > 0
}

func unplain(line string) string {
	if strings.HasPrefix(line, `"`) {
		if text, ok := unquote(line); ok {
			return text
		}
	}
	return line
}
