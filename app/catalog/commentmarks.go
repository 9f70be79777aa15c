package catalog

import (
	"regexp"
	"slices"
	"strings"

	"github.com/parlance/parlance/app/internal/tomltext"
	"github.com/parlance/parlance/app/segment"
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
func markForms(mark string, f Forms) (lines []string) {
	plural, filled := f.Plural(), []string{"other"}
	if plural {
		filled = f.Filled()
	}
	for _, c := range filled {
		for line := range strings.SplitSeq(f.Get(c), "\n") {
			quoted := quoteLine(line)
			if plural {
				quoted = withMark(c+":", quoted)
			} else if _, _, category := cutCategory(line); category || strings.HasPrefix(line, "[") && headerLine.MatchString(line) {
				quoted = tomltext.QuoteBasic(line)
			}
			lines = append(lines, withMark(mark, quoted))
		}
	}
	return lines
}

// quoteLine returns a text on one line: as it is where nothing in it can be misread, and as a TOML string otherwise.
func quoteLine(line string) string {
	if strings.HasPrefix(line, `"`) || strings.TrimSpace(line) != line || strings.Contains(line, "\n") || strings.ContainsFunc(line, tomltext.MustEscape) {
		return tomltext.QuoteBasic(line)
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
		if text, ok := tomltext.Unquote(line); ok {
			return text
		}
	}
	return line
}

// readLead reads the lines above an entry's header: the tool's by their marks, and people's with the line that they stand above.
func (e *entry) readLead(lines []string) {
	r := leadReader{e: e}
	for _, line := range lines {
		if m, text := splitMark(line); m != "" {
			r.add(m, text)
		} else if line != "" || len(r.people) > 0 {
			r.people = append(r.people, line)
		}
	}
	r.end()
}

type leadReader struct {
	e           *entry
	people      []string // since the last line of the tool
	source      []string
	before      []string // of the pair that is being read
	old, former []string
}

func (r *leadReader) add(m, text string) {
	if m == markOld && len(r.former) > 0 || m != markOld && m != markPrevious {
		r.closePair()
	}
	texts, above := &r.e.notes, &r.e.comments[atNote]
	switch m {
	case markSource:
		texts, above = &r.source, &r.e.comments[atSource]
	case markSuggestion:
		texts, above = &r.e.suggestions, &r.e.comments[atSuggestion]
	case markOld:
		texts, above = &r.old, &r.before
	case markPrevious:
		texts, above = &r.former, &r.before
	}
	*texts = append(*texts, text)
	*above = append(*above, r.people...)
	r.people = nil
}

// empty reports whether no line of the tool's was read since the last header.
func (r *leadReader) empty() bool {
	return len(r.source)+len(r.old)+len(r.former)+len(r.e.notes)+len(r.e.pairs)+len(r.e.suggestions)+len(r.e.comments[atSuggestion]) == 0
}

// end is called at the header, below the last line.
func (r *leadReader) end() {
	r.closePair()
	r.e.source = readForms(r.source)
	r.e.comments[atHeader] = append(r.e.comments[atHeader], r.people...)
	r.people, r.source = nil, r.source[:0]
}

// closePair ends a pair. English without a "#~" line is none: the tool never writes it, so people did, and it becomes a comment.
func (r *leadReader) closePair() {
	if len(r.old)+len(r.former) == 0 {
		return
	}
	found := pair{before: r.before, Previous: Previous{Source: readForms(r.old), Text: readForms(r.former)}}
	if found.Text.Empty() && (len(r.former) == 0 || found.Source.Empty()) {
		r.e.comments[atSuggestion] = append(append(r.e.comments[atSuggestion], r.before...), plainComments(markLines(markOld, r.old))...)
	} else {
		r.e.pairs = append(r.e.pairs, found)
	}
	r.before, r.old, r.former = nil, r.old[:0], r.former[:0]
}

// isKind reports whether a name is that of a kind of segment.
func isKind(name string) bool {
	return segment.Kind(name).IsKnown()
}

// kindOf returns the kind that the first line of a note names: its first word, if " · " or nothing follows.
func kindOf(note string) string {
	note, _, _ = strings.Cut(note, "\n")
	kind, _, _ := strings.Cut(note, " · ")
	if strings.Contains(kind, " ") {
		return "" // a note of people's, in the interface
	}
	return kind
}
