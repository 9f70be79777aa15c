package catalog

import (
	"strings"

	"github.com/parlance/parlance/app/segment"
)

// readLead reads the lines above an entry's header: the tool's by their marks, and people's with the line that they stand above.
func (e *entry) readLead(lines []string) {
	p := leadReader{e: e}
	for _, line := range lines {
		m, text := splitMark(line)
		switch {
		case line == "":
			if len(p.people) > 0 {
				p.people = append(p.people, "")
			}
		case m == "":
			p.people = append(p.people, line)
		default:
			p.add(m, text)
		}
	}
	p.end()
}

// leadReader reads the lines above a header one by one.
type leadReader struct {
	e           *entry
	people      []string // since the last line of the tool
	source      []string
	before      []string // of the pair that is being read
	old, former []string
}

func (p *leadReader) add(m, text string) {
	if m == markOld && len(p.former) > 0 || m != markOld && m != markPrevious {
		p.closePair()
	}
	texts, above := &p.e.notes, &p.e.comments[atNote]
	switch m {
	case markSource:
		texts, above = &p.source, &p.e.comments[atSource]
	case markSuggestion:
		texts, above = &p.e.suggestions, &p.e.comments[atSuggestion]
	case markOld:
		texts, above = &p.old, &p.before
	case markPrevious:
		texts, above = &p.former, &p.before
	}
	*texts = append(*texts, text)
	*above = append(*above, p.people...)
	p.people = nil
}

// empty reports whether no line of the tool's was read since the last header.
func (p *leadReader) empty() bool {
	return len(p.source)+len(p.old)+len(p.former)+len(p.e.notes)+len(p.e.pairs)+len(p.e.suggestions)+len(p.e.comments[atSuggestion]) == 0
}

// end is called at the header, below the last line.
func (p *leadReader) end() {
	p.closePair()
	p.e.source = readForms(p.source)
	p.e.comments[atHeader] = append(p.e.comments[atHeader], p.people...)
	p.people, p.source = nil, p.source[:0]
}

// closePair ends a pair. English without a "#~" line is none: the tool never writes it, so people did, and it becomes a comment.
func (p *leadReader) closePair() {
	if len(p.old)+len(p.former) == 0 {
		return
	}
	found := pair{before: p.before, Previous: Previous{Source: readForms(p.old), Text: readForms(p.former)}}
	if found.Text.Empty() && (len(p.former) == 0 || found.Source.Empty()) {
		p.e.comments[atSuggestion] = append(append(p.e.comments[atSuggestion], p.before...), plainComments(markLines(markOld, p.old))...)
	} else {
		p.e.pairs = append(p.e.pairs, found)
	}
	p.before, p.old, p.former = nil, p.old[:0], p.former[:0]
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
