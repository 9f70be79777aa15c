package catalog

import (
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// readLead reads the lines above an entry's header: the tool's by their marks, and people's with the line that they stand above.
func (e *entry) readLead(lines []string) {
	r := leadReader{e: e}
	for _, line := range lines {
		m, text := splitMark(line)
		switch {
		case line == "":
			if len(r.people) > 0 {
				r.people = append(r.people, "")
			}
		case m == "":
			r.people = append(r.people, line)
		default:
			r.add(m, text)
		}
	}
	r.end()
}

// leadReader reads the lines above a header one by one.
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
	k := segment.Kind(name)
	return k == segment.KindTitle || k == segment.KindDescription || k.IsMarkdown()
}

// kindOf returns the kind that the first "#." line names: its first word, if " · " or nothing follows.
func kindOf(notes []string) string {
	if len(notes) == 0 {
		return ""
	}
	kind, _, _ := strings.Cut(notes[0], " · ")
	if strings.Contains(kind, " ") {
		return "" // a note of people's, in the interface
	}
	return kind
}
