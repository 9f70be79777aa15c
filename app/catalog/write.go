package catalog

import (
	"bytes"
	"strings"
)

// bytes returns the layout as a file: entries a blank line apart, and the trailers below them.
func (m *layout) bytes() []byte {
	var w writer
	w.block(m.head)
	for i, e := range m.entries {
		w.gap()
		if i == 0 {
			w.firstAbove(e)
		} else {
			w.above(e)
		}
		w.table(e, "")
	}
	for _, r := range m.trailers {
		w.block(r.lines)
		if r.obsolete != nil {
			w.gap()
			w.above(r.obsolete)
			w.table(r.obsolete, markPrevious)
		}
	}
	return w.Bytes()
}

type writer struct{ bytes.Buffer }

// gap separates what follows with a blank line, unless it is the first.
func (w *writer) gap() {
	if w.Len() > 0 {
		w.WriteByte('\n')
	}
}

func (w *writer) block(lines []string) {
	if len(lines) > 0 {
		w.gap()
		w.lines(lines...)
	}
}

func (w *writer) lines(lines ...string) {
	for _, l := range lines {
		w.WriteString(l)
		w.WriteByte('\n')
	}
}

// above writes the lines above an entry's header.
func (w *writer) above(e *entry) {
	w.lines(e.comments[atNote]...)
	w.lines(markLines(markNote, e.notes)...)
	w.lines(e.comments[atSource]...)
	if !e.source.Empty() {
		w.lines(markForms(markSource, e.source)...)
	}
	for _, p := range e.pairs {
		w.lines(p.before...)
		w.lines(markForms(markOld, p.Source)...)
		w.lines(markForms(markPrevious, p.Text)...)
	}
	w.lines(e.comments[atSuggestion]...)
	w.lines(markLines(markSuggestion, e.suggestions)...)
	w.lines(e.comments[atHeader]...)
}

// table writes the header and the members of an entry, each line behind a mark where the entry is obsolete.
func (w *writer) table(e *entry, m string) {
	put := func(s string) {
		for line := range strings.SplitSeq(s, "\n") {
			if m != "" {
				line = withMark(m, line)
			}
			w.lines(line)
		}
	}
	put(withMark(header(e.key), e.trail))
	for _, mb := range e.members {
		for _, b := range mb.before {
			put(b)
		}
		put(withMark(mb.name+" = "+mb.raw, mb.trail))
	}
	for _, a := range e.after {
		put(a)
	}
}

// firstAbove writes the lines above the header of the first entry, without the blank lines before the first of the tool's: what stands
// above such a blank line belongs to the file ([heading]).
func (w *writer) firstAbove(e *entry) {
	var lead writer
	lead.above(e)
	tool := false
	for line := range strings.Lines(lead.String()) {
		if tool = tool || hasMark(strings.TrimSuffix(line, "\n")); tool || line != "\n" {
			w.WriteString(line)
		}
	}
}
