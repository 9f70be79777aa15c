package catalog

import (
	"regexp"
	"slices"
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
	if len(comment) < 2 || strings.IndexByte(".>|~=", comment[1]) < 0 {
		return "", comment
	}
	if text = comment[2:]; text != "" && text[0] != ' ' {
		return "", comment
	}
	return comment[:2], strings.TrimPrefix(text, " ")
}

// hasMark reports whether a line bears a mark of the tool's.
func hasMark(line string) bool {
	mark, _ := splitMark(line)
	return mark != ""
}

// withMark returns a mark, or whatever else stands first on a line, with the text behind it.
func withMark(mark, text string) string {
	if text == "" {
		return mark
	}
	return mark + " " + text
}

// markLines returns texts as lines behind a mark.
func markLines(mark string, texts []string) []string {
	lines := make([]string, len(texts))
	for i, t := range texts {
		lines[i] = withMark(mark, t)
	}
	return lines
}

var headerLine = regexp.MustCompile(`^\[[ \t]*` + keyPart + `([ \t]*\.[ \t]*` + keyPart + `)*[ \t]*\][ \t]*(#.*)?$`)

const keyPart = `(?:[A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')`

// markForms returns texts as comment lines, one for each line of each form; [readForms] reads them back.
func markForms(m string, f Forms) []string {
	var lines []string
	if !f.Plural() {
		for line := range strings.SplitSeq(f.Other, "\n") {
			text := quoteLine(line)
			if _, _, category := cutCategory(line); category || headerLine.MatchString(line) {
				text = QuoteBasic(line)
			}
			lines = append(lines, withMark(m, text))
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

// quoteLine returns a text on one line: as it is where nothing in it can be misread, and as a TOML string otherwise.
func quoteLine(line string) string {
	if strings.HasPrefix(line, `"`) || strings.TrimSpace(line) != line || strings.Contains(line, "\n") || strings.ContainsFunc(line, mustEscape) {
		return QuoteBasic(line)
	}
	return line
}

// readForms reads what markForms wrote, marks taken off.
func readForms(lines []string) (f Forms) {
	if len(lines) == 0 {
		return f
	}
	last, _, plural := cutCategory(lines[0])
	switch {
	case !plural && len(lines) == 1: // nearly always
		return Forms{Other: unquoteMarked(lines[0])}
	case !plural:
		last = "other"
	}
	texts := map[string][]string{}
	for _, l := range lines {
		if c, text, ok := cutCategory(l); ok && plural {
			last, l = c, text
		}
		texts[last] = append(texts[last], unquoteMarked(l))
	}
	for c, t := range texts {
		f = f.With(c, strings.Join(t, "\n"))
	}
	return f
}

// cutCategory splits a line "one: text" into the plural category and the text; ok is false where it begins with none.
func cutCategory(line string) (category, text string, ok bool) {
	category, text, ok = strings.Cut(line, ":")
	return category, strings.TrimPrefix(text, " "), ok && slices.Contains(categories[:], category)
}

func unquoteMarked(line string) string {
	if strings.HasPrefix(line, `"`) {
		if text, ok := unquoteTOML(line); ok {
			return text
		}
	}
	return line
}
